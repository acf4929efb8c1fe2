import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDemoPassword } from '../scripts/start/secrets.ts';
import { aimAtLeast, aimBelow, type Aim, type Benchmark, type Report, type Row } from './benchmark.ts';
import { startApp } from './running-app.ts';
import { visit, type Visit } from './web/audit.ts';
import { openPhone } from './web/phone.ts';

const runs = 3;
const scoreAim = 95;
const scriptKilobytesAim = 170;
const command = ['npx', '--yes', 'pnpm@12', 'start'];

/** Pages as people meet them: first the one before signing in, then what Alice sees. */
const pages = [
  { name: 'sign-in', path: '/sign-in', isSignedIn: false },
  { name: 'dashboard', path: '/', isSignedIn: true },
  { name: 'payments', path: '/payments', isSignedIn: true },
] as const;

function reportOf(name: string, visits: readonly Visit[]): Report {
  const row = (what: string, unit: string, valueOf: (each: Visit) => number): Row => ({
    name: `${name}: ${what}`,
    unit,
    values: visits.map(valueOf),
  });
  const scores = [
    row('performance', 'of 100', ({ scores: { performance } }) => performance),
    row('accessibility', 'of 100', ({ scores: { accessibility } }) => accessibility),
    row('best practices', 'of 100', ({ scores }) => scores['best-practices']),
  ];
  const script = row('JavaScript, compressed', 'kB', ({ scriptKilobytes }) => scriptKilobytes);
  const aims: Aim[] = [
    ...scores.map((each) => aimAtLeast(each, scoreAim)),
    aimBelow(script, scriptKilobytesAim),
  ];
  return { rows: [...scores, script], aims };
}

async function measure(origin: string, password: string, say: (line: string) => void): Promise<Report> {
  const phone = await openPhone();
  const reports: Report[] = [];
  try {
    for (const page of pages) {
      const enter = async (): Promise<void> => {
        if (page.isSignedIn) await phone.signIn(origin, 'alice@payloom.example', password);
      };
      await enter();
      const visits: Visit[] = [];
      for (let run = 1; run <= runs; run += 1) {
        await phone.reopen();
        const seen = await visit(`${origin}${page.path}`, phone.port, async (why) => {
          say(`${page.name} ${run}, once more: ${why}`);
          await enter();
        });
        visits.push(seen);
        say(`${page.name} ${run}: ${JSON.stringify(seen.scores)} ${seen.faults.join('; ')}`);
      }
      reports.push(reportOf(page.name, visits));
    }
  } finally {
    await phone.close();
  }
  return { rows: reports.flatMap(({ rows }) => rows), aims: reports.flatMap(({ aims }) => aims) };
}

const benchmark: Benchmark = {
  title: 'Pages on a phone of the middle class over a slow mobile network, by Lighthouse',
  run: async (say) => {
    const folder = mkdtempSync(join(tmpdir(), 'payloom-bench-'));
    try {
      const app = await startApp(command, folder);
      try {
        return await measure(app.origin, readDemoPassword(join(folder, 'secrets.json')), say);
      } finally {
        await app.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default benchmark;
