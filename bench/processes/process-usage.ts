import { readFile } from 'node:fs/promises';

/** Of Linux, whatever the kernel was built with: user space counts in hundredths. */
const ticksPerSecond = 100;

/** What a process and all its threads have used of the processors so far. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // Behind the name of the program, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) / ticksPerSecond;
}

/** Memory of a process, in kB; of what it shares with others its part. */
export async function memoryOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new Error('The kernel does not tell how much memory a process has.');
  return Number(kilobytes);
}

/** What of its memory a process has in RAM, all that it shares with others included, in kB. */
export async function residentMemoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('The kernel does not tell how much memory a process has.');
  return Number(kilobytes);
}
