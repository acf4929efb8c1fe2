/** What every gateway that is measured is told. */
export interface GatewayOptions {
  readonly name: string;
  readonly port: number;
  readonly supergraphPath: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly debuggerPort?: number;
}
