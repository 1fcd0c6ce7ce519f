/** The files of this session: each is sent, followed, given up, tried again and opened by itself. */
import type { Comparison } from '../../server/model/comparison.js';
import type { OnStage, Stage } from '../../server/model/progress.js';
import type { Report } from '../../server/model/report.js';
import { type CheckOptions, check, compare, Problem } from '../api.js';
import { type Screen, workOf } from '../work.js';

/** What is asked of the server. */
export type Order =
  | { kind: 'check'; file: File; options: CheckOptions }
  | { kind: 'compare'; before: File; after: File | null; options: CheckOptions };

export type Opened = Extract<Screen, { name: 'review' | 'compare' }>;

export interface Job {
  id: number;
  order: Order;
  state:
    | { name: 'running'; stage: Stage }
    | { name: 'done'; result: Opened }
    | { name: 'failed'; problem: Problem }
    | { name: 'cancelled' };
}

export interface Server {
  check(file: File, options: CheckOptions, signal: AbortSignal, onStage: OnStage): Promise<Report>;
  compare(
    before: File,
    after: File | null,
    options: CheckOptions,
    signal: AbortSignal,
    onStage: OnStage,
  ): Promise<Comparison>;
}

/** A browser keeps few connections open, and one must be left for the screens. */
const AT_A_TIME = 3;

export class Session {
  jobs: readonly Job[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly aborts = new Map<number, AbortController>();
  private readonly waiting: number[] = [];
  private running = 0;
  private last = 0;

  constructor(private readonly server: Server) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly Job[] => this.jobs;

  /** The ids of the jobs, in order. */
  add(orders: readonly Order[]): number[] {
    const added = orders.map((order): Job => ({ id: ++this.last, order, state: WAITING }));
    this.set([...this.jobs, ...added]);
    this.waiting.push(...added.map(({ id }) => id));
    this.next();
    return added.map(({ id }) => id);
  }

  again(id: number): void {
    this.move(id, WAITING);
    this.waiting.push(id);
    this.next();
  }

  cancel(id: number): void {
    this.unqueue(id);
    this.aborts.get(id)?.abort();
    this.move(id, { name: 'cancelled' });
  }

  remove(id: number): void {
    this.unqueue(id);
    this.aborts.get(id)?.abort();
    this.set(this.jobs.filter((job) => job.id !== id));
  }

  private unqueue(id: number): void {
    const place = this.waiting.indexOf(id);
    if (place >= 0) this.waiting.splice(place, 1);
  }

  private next(): void {
    while (this.running < AT_A_TIME && this.waiting.length > 0) {
      const id = this.waiting.shift()!;
      const job = this.jobs.find((one) => one.id === id)!;
      this.running++;
      void this.run(job).finally(() => {
        this.running--;
        this.next();
      });
    }
  }

  private async run({ id, order }: Job): Promise<void> {
    const abort = new AbortController();
    this.aborts.set(id, abort);
    const move = (state: Job['state']) => {
      if (!abort.signal.aborted) this.move(id, state);
    };
    try {
      const result = await this.ask(order, abort.signal, (stage) => move({ name: 'running', stage }));
      move({ name: 'done', result });
    } catch (error) {
      move({ name: 'failed', problem: error instanceof Problem ? error : new Problem('unreachable', '') });
    } finally {
      if (this.aborts.get(id) === abort) this.aborts.delete(id);
    }
  }

  private async ask(order: Order, signal: AbortSignal, onStage: OnStage): Promise<Opened> {
    const { options } = order;
    if (order.kind === 'check') {
      const report = await this.server.check(order.file, options, signal, onStage);
      return { name: 'review', work: workOf(order.file, options, report) };
    }
    const { before, after } = order;
    return {
      name: 'compare',
      before,
      after,
      options,
      comparison: await this.server.compare(before, after, options, signal, onStage),
    };
  }

  private move(id: number, state: Job['state']): void {
    this.set(this.jobs.map((job) => (job.id === id ? { ...job, state } : job)));
  }

  private set(jobs: readonly Job[]): void {
    this.jobs = jobs;
    for (const listener of this.listeners) listener();
  }
}

const WAITING: Job['state'] = { name: 'running', stage: 'waiting' };

/** It outlives the screens. */
export const session = new Session({ check, compare });
