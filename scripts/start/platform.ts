import { join } from 'node:path';
import { openBoundedLog } from './bounded-log.ts';
import { createDatabases } from './databases.ts';
import { startPostgres, type Postgres } from './postgres.ts';
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

const databaseRestartsMax = 5;

/** The database server, the subgraphs and the gateway of one data folder, as processes that are kept running. */
export class Platform {
  readonly subgraphs: readonly string[];
  readonly #with: PlatformOptions;
  readonly #services = new Map<string, SupervisedService>();
  readonly #running: Running;
  #postgres: Promise<Postgres> | undefined;
  #stopping = false;

  constructor(options: PlatformOptions) {
    this.#with = options;
    this.subgraphs = Object.keys(options.plan.ports);
    this.#running = { pid: process.pid, address: this.address, children: [] };
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
    this.#postgres = this.#launchPostgres();
    const postgres = await this.#postgres;
    await createDatabases(postgres, this.subgraphs);
    this.#keepPostgres(postgres);
  }

  /** The address of one subgraph's database. */
  async databaseUrl(subgraph: string): Promise<string> {
    if (!this.#postgres) throw new Error('The database server has not been started.');
    return (await this.#postgres).url(subgraph);
  }

  async startSubgraph(name: string): Promise<void> {
    if (!this.#postgres) throw new Error('The database server has not been started.');
    await this.#start(subgraphSpec(name, this.#with.plan, await this.#postgres));
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
    this.#stopping = true;
    await this.#services.get('gateway')?.stop();
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    const [postgres] = await Promise.allSettled([this.#postgres]);
    if (postgres.status === 'fulfilled') await postgres.value?.stop();
    forgetRunning(this.#with.plan.folder.running);
  }

  #launchPostgres(port?: number): Promise<Postgres> {
    const { plan, secrets } = this.#with;
    const { folder } = plan;
    const log = openBoundedLog(join(folder.logs, 'postgres.log'));
    return startPostgres({ folder: folder.postgres, password: secrets.postgresPassword, log, port });
  }

  #keepPostgres(postgres: Postgres, restarts = 0): void {
    void postgres.died.then(async () => {
      if (this.#stopping) return;
      this.#with.say(
        'The database server ended unexpectedly. Starting it again; what was confirmed is kept.',
      );
      if (restarts >= databaseRestartsMax)
        return this.#with.say('It keeps ending: stop Payloom and look at its log.');
      this.#postgres = this.#launchPostgres(postgres.port);
      try {
        this.#keepPostgres(await this.#postgres, restarts + 1);
      } catch (error) {
        this.#with.say(error instanceof Error ? error.message : String(error));
      }
    });
  }

  #start(spec: ServiceSpec): Promise<string> {
    const { plan, say, restarts } = this.#with;
    const service = new SupervisedService(spec, {
      log: openBoundedLog(join(plan.folder.logs, `${spec.name}.log`)),
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
    writeRunning(this.#with.plan.folder.running, this.#running);
  }
}
