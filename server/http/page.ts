/** Serves the page as it was built: its files as they are, its document with a nonce that lets its own style sheets in and no others. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';
import { root } from '../config.js';

const BUILT = join(root, 'dist', 'client');
const PLACE = '{{nonce}}';

export function page(): Router {
  const router = Router();
  router.get('/', async (_, response) => {
    const nonce = randomBytes(16).toString('base64');
    const document = await readFile(join(BUILT, 'index.html'), 'utf8');
    response.setHeader('Content-Security-Policy', policy(nonce));
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(document.replaceAll(PLACE, nonce));
  });
  // Their names hold a hash of what they say.
  router.use('/assets', express.static(join(BUILT, 'assets'), { index: false, immutable: true, maxAge: '1y' }));
  return router;
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
