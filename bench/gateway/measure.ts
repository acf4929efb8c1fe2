import { z } from 'zod';
import { percentile } from '../percentile.ts';
import { cpuSecondsOf, residentMemoryOf } from '../processes/process-usage.ts';
import type { Answers } from './answers.ts';
import { bodyOf, type Question } from './graph.ts';
import { called, type StartedGateway } from './gateways.ts';
import type { Stage } from './stage.ts';

const connections = 64;
const leadInMs = 500;
const measuredMs = 2_500;
const warmUpMs = 3_000;
const kilobytesPerMegabyte = 1_000;
const kibibyte = 1.024;

/** What a gateway did with one question for a while. */
export interface Measured {
  readonly perCpuSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** RAM that it has afterwards. */
  readonly megabytes: number;
  /** Requests to subgraphs for each of its answers. */
  readonly fetches: number;
}

export interface Asked {
  readonly gateway: StartedGateway;
  readonly answers: Answers;
}

async function load(
  stage: Stage,
  { gateway, answers }: Asked,
  question: Question,
  ms: number,
): Promise<number[]> {
  const answer = answers.get(question);
  const asked = { url: gateway.url, body: bodyOf(question), answer, connections, ms };
  return await stage.clients.ask('load', asked, z.array(z.number()));
}

/** A process that has just begun is slow at anything. */
export async function warmUp(stage: Stage, asked: Asked, question: Question): Promise<void> {
  await load(stage, asked, question, warmUpMs);
}

/** What is said to be off has to be: nobody can answer from fewer fetches than there are subgraphs to ask in turn. */
function checkSharing(
  { who, sharing }: StartedGateway,
  { name, fetchesMin }: Question,
  fetches: number,
): void {
  if (sharing === 'off' && fetches < fetchesMin)
    throw new Error(
      `${name}: ${called[who]} makes ${fetches.toFixed(2)} fetches for an answer, so it shares`,
    );
}

/** Asks by many connections at once, each answer compared, and takes what the process used for it. */
export async function measure(stage: Stage, asked: Asked, question: Question): Promise<Measured> {
  const { pid } = asked.gateway.process;
  // Connections that ended while others were measured are made again.
  await load(stage, asked, question, leadInMs);
  await stage.subgraphs.tell('takeRequestsCount');
  const cpuBefore = await cpuSecondsOf(pid);
  const times = await load(stage, asked, question, measuredMs);
  const cpuSeconds = (await cpuSecondsOf(pid)) - cpuBefore;
  const fetches = (await stage.subgraphs.ask('takeRequestsCount', null, z.int())) / times.length;
  checkSharing(asked.gateway, question, fetches);
  times.sort((one, other) => one - other);
  return {
    perCpuSecond: times.length / cpuSeconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    megabytes: ((await residentMemoryOf(pid)) * kibibyte) / kilobytesPerMegabyte,
    fetches,
  };
}
