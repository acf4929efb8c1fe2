import { requireViewer, type SubgraphContext } from './context.ts';

/** The shared GraphQL type for what asks for a recent proof of who somebody is. */
export interface StepUpRequired {
  __typename: 'StepUpRequired';
  message: string;
}

/** Half an hour: a page that was left open is nobody's purse. */
export const stepUpAfterSecondsDefault = 30 * 60;

/**
 * Does the work when the viewer has shown within the last `stepUpAfterSeconds` that it is them; else nothing is done and
 * asked for. Throws UNAUTHENTICATED when nobody is signed in.
 */
export async function withRecentProof<Result>(
  context: Pick<SubgraphContext, 'viewer'> & { readonly stepUpAfterSeconds: number },
  work: () => Promise<Result>,
  now: Date = new Date(),
): Promise<Result | StepUpRequired> {
  const { authTime } = requireViewer(context);
  if (now.getTime() - authTime.getTime() <= context.stepUpAfterSeconds * 1_000) return work();
  return { __typename: 'StepUpRequired', message: 'Show first that it is you. Nothing was done yet.' };
}
