import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from './problem.ts';

function fromProc(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return undefined;
  }
}

function askPs(pid: number, field: string): string | undefined {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', field], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** The command line of a running process; empty or undefined when there is none (a zombie has an empty one). */
export function commandOf(pid: number): string | undefined {
  return process.platform === 'linux' ? fromProc(pid) : askPs(pid, 'command=');
}

/** The process that started `pid`, if it can be told. */
export function parentOf(pid: number): number | undefined {
  const text = process.platform === 'linux' ? statusOf(pid) : askPs(pid, 'ppid=');
  const parent = Number(text);
  return text !== undefined && text !== '' && Number.isInteger(parent) ? parent : undefined;
}

function statusOf(pid: number): string | undefined {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** Whether `pid` still runs a command that contains `words`: a pid alone may long belong to somebody else. */
export function runs(pid: number, words: string): boolean {
  return commandOf(pid)?.includes(words) ?? false;
}

/** Signals a process; one that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Waits until `gone()` holds. Returns false when it does not within the bound. */
export async function waitUntil(gone: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!gone()) {
    if (performance.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}
