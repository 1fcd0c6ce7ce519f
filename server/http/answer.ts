/** Answers with a report when it is written, or by events that say how far it is; one that nobody waits for any more is given up. */
import type { Request, Response } from 'express';
import type { Following } from '../model/progress.js';

export interface Answer {
  write: (following: Following) => Promise<Uint8Array>;
  /** Sends what was written as the whole answer. */
  send: (written: Uint8Array) => void;
  /** What went wrong, for the caller's eyes. */
  problem: (error: unknown) => unknown;
}

export async function answer(request: Request, response: Response, asked: Answer): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    if (asksForEvents(request)) await stream(response, asked, gone.signal);
    else asked.send(await asked.write({ signal: gone.signal }));
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

/** Whoever takes anything gets the report itself. */
function asksForEvents(request: Request): boolean {
  return request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
}

async function stream(response: Response, { write, problem }: Answer, signal: AbortSignal): Promise<void> {
  response.setHeader('Cache-Control', 'no-store');
  response.type('text/event-stream').flushHeaders();
  const tell = (event: string, data: string) => {
    if (!signal.aborted) response.write(`event: ${event}\n${data.replace(/^/gm, 'data: ')}\n\n`);
  };
  try {
    const written = await write({ signal, onStage: (stage) => tell('stage', stage) });
    tell('report', Buffer.from(written).toString().trimEnd());
  } catch (error) {
    if (signal.aborted) return;
    tell('problem', JSON.stringify(problem(error)));
  }
  response.end();
}
