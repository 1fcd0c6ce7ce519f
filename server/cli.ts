#!/usr/bin/env node
/** Command line: check contracts, evaluate against labels, show the checklist. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { guard as guardLimits, limits } from './config.js';
import { decide, parseDecisions, parseReport, withDecisions } from './decisions.js';
import { type Checker, createCatalogue, loadPlugins, type Plugins } from './engine.js';
import { evaluate } from './evaluate.js';
import { difference, differenceText, parseRun, runOf } from './evaluation-run.js';
import { evaluationText, failuresText, missesText, statementText } from './evaluation-text.js';
import { createGuard } from './guard.js';
import { message } from './messages/message.js';
import { DecisionKind } from './model/decisions.js';
import type { Source, View } from './model/document.js';
import { CheckError } from './model/errors.js';
import type { Model, Report, ReportSide, Severity } from './model/report.js';

interface CheckFlags {
  model: Model | 'auto';
  side: ReportSide;
  lang: string;
  view: View;
  format: string;
  out?: string;
  as?: string;
  failOn?: Severity;
  text: boolean;
  excerpt?: boolean;
  ocr?: boolean;
  decisions?: string;
}

interface DecideFlags {
  decisions: string;
  note: string;
  by: string;
}

interface CompareFlags {
  model: Model | 'auto';
  side: ReportSide;
  lang: string;
  format: string;
  author?: string;
  out?: string;
  text: boolean;
}

interface EvaluateFlags {
  gold: string;
  contracts: string;
  items: string[];
  only: string[];
  points?: boolean;
  failures?: string | true;
  misses?: boolean;
  rulesOnly?: boolean;
  save?: string;
  against?: string;
  format: string;
}

const ORDER: readonly Severity[] = ['none', 'low', 'medium', 'high'];

// Whoever reads on, such as `head`, may have seen enough: that is no fault, and the exit code still tells the result.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});
await main().catch((error: unknown) => {
  if (!(error instanceof CheckError)) throw error;
  complain(error, systemLanguage());
  process.exitCode = error.exit;
});

async function main(): Promise<void> {
  // One file after the other: one worker, which starts while the command is read.
  const guard = createGuard({ ...guardLimits, workers: 1, waiting: Number.POSITIVE_INFINITY }, (fault) => {
    throw fault;
  });
  try {
    if (['check', 'compare', 'statements', 'evaluate'].includes(process.argv[2] ?? '')) guard.start().catch(() => {});
    await command(guard, await loadPlugins()).parseAsync();
  } finally {
    await guard.close();
  }
}

function command(guard: Checker, plugins: Plugins): Command {
  const program = new Command('contract-check')
    .description(
      "Compares AI contracts with a checklist of 73 points reconstructed on the grid of METI's AI contract checklist.",
    )
    .exitOverride((end) => process.exit(end.exitCode === 0 ? 0 : 2));
  judging(program.command('check'), plugins)
    .argument('<file...>', 'contracts to check; - reads standard input')
    .addOption(
      new Option('--view <view>', 'tracked changes: before, after, or after with both sides in the report')
        .choices(['original', 'proposed', 'markup'])
        .default('proposed'),
    )
    .addOption(
      new Option('--format <format>', 'format of the report')
        .choices([...plugins.reporters.keys()])
        .default('terminal'),
    )
    .addOption(new Option('--as <extension>', 'format of standard input, e.g. docx'))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 if a finding is at least so severe').choices([
        'high',
        'medium',
        'low',
      ]),
    )
    .option('--out <path>', 'write the report to a file')
    .option('--excerpt', 'the file holds a part of a contract, such as one clause')
    .option('--ocr', 'read pages without text by optical character recognition (needs tesseract)')
    .option('--no-text', "leave the contract's text out of the JSON report")
    .option('--decisions <file>', 'what was decided on an earlier draft: kept where the words still stand')
    .action((files: string[], flags: CheckFlags) => checkFiles(guard, plugins.reporters, files, flags));
  program
    .command('decide')
    .description('keep what was decided on a point, with the words it rests on, for the next draft')
    .argument('<report>', 'JSON report of the contract')
    .argument('<item>', 'the point, e.g. IN-15')
    .addArgument(new Argument('<decision>').choices(DecisionKind.options))
    .requiredOption('--decisions <file>', 'where decisions are kept; made if it is not there')
    .option('--note <text>', 'why', '')
    .option('--by <name>', 'who', '')
    .action((report: string, item: string, decision: DecisionKind, flags: DecideFlags) =>
      keepDecision(report, item.toUpperCase(), decision, flags),
    );
  judging(program.command('compare'), plugins)
    .description('two versions of a contract, or the two sides of the tracked changes of one file')
    .argument('<before>', 'earlier version, or a Word file with tracked changes')
    .argument('[after]', 'later version')
    .addOption(
      new Option('--format <format>', 'format of the report')
        .choices([...plugins.reporters].flatMap(([id, { renderComparison }]) => (renderComparison ? [id] : [])))
        .default('terminal'),
    )
    .option('--author <name>', 'only the changes by this author')
    .option('--out <path>', 'write the report to a file')
    .option('--no-text', "leave the contracts' texts out of the JSON report")
    .action((before: string, after: string | undefined, flags: CompareFlags) =>
      compareFiles(guard, plugins.reporters, before, after, flags),
    );
  program
    .command('evaluate')
    .description("score the reports against lawyers' labels")
    .requiredOption('--gold <folder>', 'labels, one JSON file a contract')
    .requiredOption('--contracts <folder>', 'the contracts, under the same names')
    .option('--items <ids>', 'only these points, e.g. IN-15,IN-24', list, [])
    .option('--only <names>', 'only these contracts', list, [])
    .option('--points', 'the figures of every point, not only of those that agree least')
    .option(
      '--failures [item]',
      'list the verdicts whose status is wrong: what the label quotes and what was read there',
    )
    .option('--misses', 'list every point that differs in status, elements or tilt, likewise')
    .option('--rules-only', 'leave each verdict to the rules: without what labelled contracts tell')
    .option('--save <file>', 'keep the verdicts, without any text, for a later --against')
    .option('--against <file>', 'which verdicts got better and which worse since that run')
    .addOption(new Option('--format <format>').choices(['terminal', 'json']).default('terminal'))
    .action((flags: EvaluateFlags) => showEvaluation(guard, plugins, flags));
  program
    .command('statements')
    .description('what is read from each sentence: who may, must or must not do what')
    .argument('<file>', 'contract, or - for standard input')
    .addOption(new Option('--as <extension>', 'format of standard input, e.g. docx'))
    .action((file: string, flags: { as?: string }) => showStatements(guard, plugins, file, flags));
  program
    .command('items')
    .description('the checklist, or one of its points')
    .argument('[id]')
    .addOption(new Option('--lang <language>').choices([...plugins.languages.keys()]).default(systemLanguage()))
    .addOption(new Option('--format <format>').choices(['terminal', 'json']).default('terminal'))
    .action((id: string | undefined, flags: { lang: string; format: string }) => showItems(plugins, id, flags));
  return program;
}

/** What every judgement is asked by: under which model, for whom, and in which language it is told. */
function judging(command: Command, plugins: Plugins): Command {
  return command
    .option('--model <model>', 'procurement model: G general, C custom, N new, or auto', modelOf, 'auto')
    .addOption(
      new Option('--side <side>', 'whose interest is looked after: sets the severity, and what changes are for it')
        .choices(['user', 'vendor', 'neutral'])
        .default('user'),
    )
    .addOption(
      new Option('--lang <language>', 'language of the report')
        .choices([...plugins.languages.keys()])
        .default(systemLanguage()),
    );
}

async function checkFiles(
  guard: Checker,
  reporters: Plugins['reporters'],
  files: readonly string[],
  flags: CheckFlags,
): Promise<void> {
  const reporter = reporters.get(flags.format)!;
  const decided =
    flags.decisions === undefined ? null : parseDecisions(await textOf(flags.decisions), basename(flags.decisions));
  const parts: (string | Uint8Array)[] = [];
  let exit = 0;
  for (const file of files) {
    if (process.stderr.isTTY) process.stderr.write(`${file} …\n`);
    try {
      const checked = await checkFile(guard, file, flags);
      const report = decided ? withDecisions(checked, decided) : checked;
      for (const notice of report.notices)
        process.stderr.write(`${report.document.name}: ${notice.where ? `${notice.where}: ` : ''}${notice.message}\n`);
      parts.push(reporter.render(report, { language: flags.lang, color: !flags.out && process.stdout.isTTY === true }));
      if (flags.failOn && report.items.some(({ severity }) => ORDER.indexOf(severity) >= ORDER.indexOf(flags.failOn!)))
        exit = Math.max(exit, 1);
    } catch (error) {
      if (!(error instanceof CheckError)) throw error;
      complain(error, flags.lang, file);
      exit = Math.max(exit, error.exit);
    }
  }
  const output = Buffer.concat(parts.map((part) => Buffer.from(part)));
  if (flags.out && parts.length > 0) await writeFile(flags.out, output);
  else process.stdout.write(output);
  process.exitCode = exit;
}

async function checkFile(guard: Checker, file: string, flags: CheckFlags): Promise<Report> {
  const report = await guard.check(await sourceOf(file, flags), {
    model: flags.model,
    side: flags.side,
    language: flags.lang,
    view: flags.view,
    excerpt: flags.excerpt === true,
    ocr: flags.ocr === true,
  });
  if (flags.text) return report;
  const { text: _, markup: _marked, ...rest } = report;
  return rest;
}

async function keepDecision(
  reportFile: string,
  item: string,
  decision: DecisionKind,
  { decisions: file, note, by }: DecideFlags,
): Promise<void> {
  const report = parseReport(await textOf(reportFile), basename(reportFile));
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new CheckError('file-not-found', { name: file }, { cause: error });
  });
  const given = { item, decision, note, by, at: new Date().toISOString() };
  const kept = decide(known === null ? null : parseDecisions(known, basename(file)), report, given);
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
}

async function compareFiles(
  guard: Checker,
  reporters: Plugins['reporters'],
  before: string,
  after: string | undefined,
  flags: CompareFlags,
): Promise<void> {
  const options = { model: flags.model, side: flags.side, language: flags.lang };
  const compared = await guard.compare(
    await sourceOf(before, {}),
    after === undefined ? null : await sourceOf(after, {}),
    options,
  );
  const { texts: _, ...rest } = compared;
  const changes = compared.changes.filter(({ author }) => flags.author === undefined || author === flags.author);
  const output = reporters.get(flags.format)!.renderComparison!(
    { ...(flags.text ? compared : rest), changes },
    { language: flags.lang, color: !flags.out && process.stdout.isTTY === true },
  );
  if (flags.out) await writeFile(flags.out, output);
  else process.stdout.write(output);
}

async function sourceOf(file: string, flags: { as?: string }): Promise<Source> {
  return file === '-'
    ? { bytes: await stdin(), name: `stdin.${flags.as ?? 'txt'}` }
    : { bytes: await bytesOf(file), name: basename(file) };
}

async function showStatements(guard: Checker, plugins: Plugins, file: string, flags: { as?: string }): Promise<void> {
  const options = { model: 'auto', side: 'user', language: systemLanguage(), view: 'proposed', excerpt: true } as const;
  const [{ contract, observation }, { items }] = await Promise.all([
    guard.examine(await sourceOf(file, flags), options),
    createCatalogue(plugins),
  ]);
  for (const { id, label } of contract.clauses) {
    let last = -1;
    for (const statement of observation.statements.filter(({ clause }) => clause === id)) {
      const [start, end] = statement.range;
      if (start !== last) process.stdout.write(`\n${label}  ${contract.document.text.slice(start, end)}\n`);
      last = start;
      process.stdout.write(`  ${statementText(statement, items)}\n`);
    }
  }
}

async function showEvaluation(guard: Checker, plugins: Plugins, flags: EvaluateFlags): Promise<void> {
  const earlier = flags.against === undefined ? null : parseRun(await textOf(flags.against), flags.against);
  const wanted = { items: flags.items, contracts: flags.only };
  const rulesOnly = flags.rulesOnly === true;
  const result = await evaluate(
    (source, options) => guard.examine(source, { ...options, rulesOnly }),
    flags.gold,
    flags.contracts,
    wanted,
  );
  const run = runOf(result);
  const changes = earlier && difference(earlier, run);
  if (flags.save !== undefined) await writeFile(flags.save, JSON.stringify(run));
  if (flags.format === 'json') {
    const { pairs: _, ...figures } = result;
    process.stdout.write(`${JSON.stringify({ ...figures, ...(changes ? { changes } : {}) })}\n`);
    return;
  }
  process.stdout.write(evaluationText(result, { all: flags.points === true }));
  if (changes) process.stdout.write(`\n${differenceText(changes)}`);
  const { items } = await createCatalogue(plugins);
  const point = typeof flags.failures === 'string' ? flags.failures.toUpperCase() : null;
  if (flags.failures) process.stdout.write(failuresText(result, items, point));
  if (flags.misses) process.stdout.write(missesText(result, items));
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CheckError('file-not-found', { name: file }, { cause });
  });
}

async function bytesOf(file: string): Promise<Uint8Array> {
  const { open } = await import('node:fs/promises');
  const handle = await open(file).catch((cause: unknown) => {
    throw new CheckError('file-not-found', { name: file }, { cause });
  });
  try {
    const { size } = await handle.stat();
    if (size > limits.fileBytes)
      throw new CheckError('file-too-large', { limit: Math.round(limits.fileBytes / 1024 / 1024) });
    return await readFile(handle);
  } finally {
    await handle.close();
  }
}

async function stdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    if (size > limits.fileBytes)
      throw new CheckError('file-too-large', { limit: Math.round(limits.fileBytes / 1024 / 1024) });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function showItems(
  plugins: Plugins,
  id: string | undefined,
  { lang, format }: { lang: string; format: string },
): Promise<void> {
  const { items } = await createCatalogue(plugins);
  const chosen = items.filter(({ logic, slug }) => id === undefined || logic.id === id.toUpperCase() || slug === id);
  if (chosen.length === 0) throw new CheckError('invalid-option', { option: 'ID', value: id ?? '' });
  const entries = chosen.map(({ logic, slug, wording }) => ({
    id: logic.id,
    slug,
    models: logic.models,
    weight: logic.weight,
    basis: logic.basis,
    metiRef: logic.metiRef,
    ...wording[lang]!,
  }));
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify(entries)}\n`);
    return;
  }
  for (const entry of entries) {
    process.stdout.write(`${entry.id}  ${entry.title}  [${entry.models.join(' ')}]\n`);
    if (id === undefined) continue;
    const elements = Object.values(entry.elements)
      .map((text) => `  - ${text}\n`)
      .join('');
    process.stdout.write(`\n${entry.question}\n\n${entry.why}\n\n${elements}\n${entry.model}\n\n${entry.fallback}\n`);
  }
}

function complain(error: CheckError, language: string, file?: string): void {
  process.stderr.write(
    `${file ? `${file}: ` : ''}${message(language, `error.${error.code}`, error.values)} [${error.code}]\n`,
  );
}

function modelOf(value: string): Model | 'auto' {
  const names: Record<string, Model | 'auto'> = {
    g: 'G',
    general: 'G',
    c: 'C',
    custom: 'C',
    n: 'N',
    new: 'N',
    auto: 'auto',
  };
  const model = names[value.toLowerCase()];
  if (!model) throw new InvalidArgumentError('G, C, N, general, custom, new or auto');
  return model;
}

function list(value: string): string[] {
  return value.split(',').map((entry) => entry.trim());
}

function systemLanguage(): string {
  return /^ja/.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '') ? 'ja' : 'en';
}
