/** Starts the HTTP server on the local address. */
import { createServer } from 'node:http';
import pino from 'pino';
import { guard as guardLimits, server } from './config.js';
import { createCatalogue, loadPlugins } from './engine.js';
import { createGuard } from './guard.js';
import { createApp } from './http/app.js';

const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });
const guard = createGuard(guardLimits, (fault) => log.error({ err: { name: fault.name, stack: fault.stack } }));
const [catalogue] = await Promise.all([loadPlugins().then(createCatalogue), guard.start()]);
const http = createServer(createApp({ ...catalogue, ...guard }, log));
http.requestTimeout = 60_000;
http.listen(server.port, server.host, () => {
  log.info(`listening on http://${server.host}:${server.port}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => http.close(() => guard.close().then(() => process.exit(0))));
