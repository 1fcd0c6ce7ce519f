/** Starts the HTTP server on the local address. */
import { createServer } from 'node:http';
import pino from 'pino';
import { server } from './config.js';
import { createEngine } from './engine.js';
import { createApp } from './http/app.js';

const log = pino({ level: process.env.LOG_LEVEL ?? 'info' });
const http = createServer(createApp(await createEngine(), log));
http.requestTimeout = 60_000;
http.listen(server.port, server.host, () => {
  log.info(`listening on http://${server.host}:${server.port}`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => http.close(() => process.exit(0)));
