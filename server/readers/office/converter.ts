/** Turns another word processor's file into docx by an installed LibreOffice, shut off from macros, links and the network. */
import { type ChildProcess, spawn } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CheckError } from '../../model/errors.js';

export interface Conversion {
  /** `doc`, `rtf`, `odt`: also the extension that LibreOffice sees; the uploader's name never reaches it. */
  format: string;
  /** LibreOffice's import filter, so that it does not choose another one by the content. */
  filter: string;
}

/** Milliseconds for one conversion; a fresh profile alone takes some eight seconds on a slow machine. */
const TIME = 50_000;
/** Bytes that the converted file may have. */
const LARGEST = 64 * 1024 * 1024;
/** Seconds of processor time, bytes of address space and of a written file: they hold even if this process is gone. */
const RESOURCES = ['--cpu=60', `--as=${4 * 1024 ** 3}`, `--fsize=${4 * LARGEST}`];

/**
 * The file as docx. Throws `converter-missing` without a LibreOffice, `conversion-failed` where it gives nothing in time.
 * `SOFFICE` in the environment names the program if it lies in no usual place.
 */
export async function toDocx(bytes: Uint8Array, { format, filter }: Conversion): Promise<Uint8Array> {
  const program = await findOffice();
  if (!program) throw new CheckError('converter-missing', { format });
  const folder = await mkdtemp(join(tmpdir(), 'contract-check-'));
  try {
    const profile = join(folder, 'profile');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
    await writeFile(join(folder, `contract.${format}`), bytes);
    const command = [
      ...(await confinement()),
      program,
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      ...'--headless --norestore --nolockcheck --nodefault --nofirststartwizard --convert-to docx'.split(' '),
      `--infilter=${filter}`,
      '--outdir',
      join(folder, 'out'),
      join(folder, `contract.${format}`),
    ];
    await run(command, folder);
    return await converted(join(folder, 'out', 'contract.docx'), format);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** The path of LibreOffice's program, or null. */
export async function findOffice(): Promise<string | null> {
  if (process.env.SOFFICE) return (await executable(process.env.SOFFICE)) ? process.env.SOFFICE : null;
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const usual = [
    ...onPath.flatMap((folder) => ['soffice', 'libreoffice'].map((name) => join(folder, name))),
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.com',
  ];
  for (const path of usual) if (await executable(path)) return path;
  return null;
}

async function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** LibreOffice says 0 also where it could not load the file: only what it wrote counts. */
async function converted(path: string, format: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) throw new CheckError('conversion-failed', { format });
  if (size > LARGEST) throw new CheckError('expands-too-far');
  return readFile(path);
}

async function run([program, ...args]: readonly string[], folder: string): Promise<void> {
  const child = spawn(program!, args, {
    cwd: folder,
    // Nothing of our own environment: no proxies, no secrets.
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', SAL_USE_VCLPLUGIN: 'svp' },
    stdio: 'ignore',
    // A process group of its own, so that what LibreOffice starts can be ended with it.
    detached: process.platform !== 'win32',
  });
  const timer = setTimeout(() => end(child), TIME);
  const leave = () => end(child);
  process.once('exit', leave);
  try {
    await new Promise<void>((resolve) => {
      child.once('error', () => resolve());
      child.once('close', () => resolve());
    });
  } finally {
    clearTimeout(timer);
    process.off('exit', leave);
    end(child);
  }
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

let confined: Promise<string[]> | undefined;

/** What the system offers to bound the converter: limits of resources, and a network of its own with nothing in it. */
function confinement(): Promise<string[]> {
  confined ??= Promise.all([
    works(['prlimit', ...RESOURCES, 'true']).then((can) => (can ? ['prlimit', ...RESOURCES] : [])),
    works(['unshare', '-rn', 'true']).then((can) => (can ? ['unshare', '-rn'] : [])),
  ]).then((parts) => parts.flat());
  return confined;
}

function works([program, ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    if (process.platform !== 'linux') return resolve(false);
    const child = spawn(program!, args, { stdio: 'ignore', timeout: 5_000 });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** No macros, no links followed (2 of Link: never), and a proxy that leads nowhere where the network cannot be taken away. */
const SETTINGS = settings({
  '/org.openoffice.Office.Common/Security/Scripting': {
    DisableMacrosExecution: true,
    MacroSecurityLevel: 3,
    BlockUntrustedRefererLinks: true,
  },
  '/org.openoffice.Office.Writer/Content/Update': { Link: 2, Field: false, Chart: false },
  '/org.openoffice.Inet/Settings': {
    ooInetProxyType: 2,
    ooInetHTTPProxyName: '127.0.0.1',
    ooInetHTTPProxyPort: 9,
    ooInetHTTPSProxyName: '127.0.0.1',
    ooInetHTTPSProxyPort: 9,
  },
});

function settings(values: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>): string {
  const items = Object.entries(values).flatMap(([path, props]) =>
    Object.entries(props).map(
      ([name, value]) =>
        `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
    ),
  );
  const names = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"';
  return `<?xml version="1.0" encoding="UTF-8"?><oor:items ${names}>${items.join('')}</oor:items>`;
}
