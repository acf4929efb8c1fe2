import { join } from 'node:path';
import { openBoundedLog, type BoundedLog } from './bounded-log.ts';
import { DatabaseKeeper } from './database-keeper.ts';
import { createDatabases } from './databases.ts';
import { startPostgres } from './postgres.ts';
import { codeOf, describeFailure } from './problem.ts';
import { forgetRunning, writeRunning, type Running } from './running.ts';
import type { Secrets } from './secrets.ts';
import { gatewaySpec, subgraphSpec, type ServicePlan, type SiteSource } from './services.ts';
import { SupervisedService, type ServiceSpec } from './supervised-service.ts';

export interface PlatformOptions {
  readonly plan: ServicePlan;
  readonly secrets: Secrets;
  readonly say: (sentence: string) => void;
  /** Whether a service that dies is started again by itself. */
  readonly restarts: boolean;
}

/** A full disk takes all logs at once, and may be full for long; it is told of so often. */
const tellEveryMilliseconds = 60_000;

/** The database server, the subgraphs and the gateway of one data folder, as processes that are kept running. */
export class Platform {
  readonly subgraphs: readonly string[];
  readonly #with: PlatformOptions;
  readonly #services = new Map<string, SupervisedService>();
  readonly #running: Running;
  readonly #database: DatabaseKeeper;
  #toldOfFolderAtMs = -Infinity;

  constructor(options: PlatformOptions) {
    this.#with = options;
    this.subgraphs = Object.keys(options.plan.ports);
    this.#running = { pid: process.pid, address: this.address, children: [] };
    const { plan, secrets, say } = options;
    const log = this.#openLog('postgres');
    this.#database = new DatabaseKeeper({
      launch: (port) =>
        startPostgres({ folder: plan.folder.postgres, password: secrets.postgresPassword, log, port }),
      say,
    });
  }

  /** What a person types into a browser. */
  get address(): string {
    const { host, port } = this.#with.plan.options;
    return `http://${['127.0.0.1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${port}`;
  }

  /** Where the gateway answers this machine. */
  get origin(): string {
    const { host, port } = this.#with.plan.options;
    return `http://${['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host}:${port}`;
  }

  async startDatabases(): Promise<void> {
    await createDatabases(await this.#database.start(), this.subgraphs);
  }

  /** The address of one subgraph's database. */
  async databaseUrl(subgraph: string): Promise<string> {
    return (await this.#database.current).url(subgraph);
  }

  async startSubgraph(name: string): Promise<void> {
    await this.#start(subgraphSpec(name, this.#with.plan, await this.#database.current));
  }

  async startGateway(site: SiteSource): Promise<void> {
    await this.#start(gatewaySpec(this.#with.plan, site));
  }

  /** Starts a process beside the services, watched over like them; resolves with its address. */
  startExtra(spec: ServiceSpec): Promise<string> {
    return this.#start(spec);
  }

  /** Ends one service in order and starts it with the code that is there now. */
  async restart(name: string): Promise<void> {
    await this.#services.get(name)?.restart();
  }

  /** Stops everything in order: first who asks, then who answers, the database last. */
  async stop(): Promise<void> {
    await this.#services.get('gateway')?.stop();
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await this.#database.stop();
    forgetRunning(this.#with.plan.folder.running);
  }

  #openLog(name: string): BoundedLog {
    const path = join(this.#with.plan.folder.logs, `${name}.log`);
    return openBoundedLog(path, { onLost: (error) => this.#tellOfFolder(error) });
  }

  /** What cannot be written for those who look later ends nothing that runs. */
  #tellOfFolder(error: unknown): void {
    if (performance.now() - this.#toldOfFolderAtMs < tellEveryMilliseconds) return;
    this.#toldOfFolderAtMs = performance.now();
    this.#with.say(
      codeOf(error) === 'ENOSPC'
        ? 'The disk is full: free some space. Logs are lost meanwhile; nothing that was confirmed is.'
        : `The data folder cannot be written: ${describeFailure(error)}`,
    );
  }

  #start(spec: ServiceSpec): Promise<string> {
    const { say, restarts } = this.#with;
    const service = new SupervisedService(spec, {
      log: this.#openLog(spec.name),
      say,
      restarts,
      onSpawn: (pid) => this.#record(spec, pid),
    });
    this.#services.set(spec.name, service);
    return service.start();
  }

  #record({ name, entry }: ServiceSpec, pid: number): void {
    const others = this.#running.children.filter((child) => child.name !== name);
    this.#running.children = [...others, { name, pid, entry }];
    try {
      writeRunning(this.#with.plan.folder.running, this.#running);
    } catch (error) {
      this.#tellOfFolder(error);
    }
  }
}
