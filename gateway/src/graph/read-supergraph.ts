import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, errorCauses, Supergraph } from '@apollo/federation-internals';
import { Kind, parse, print, visit } from 'graphql';

export const authenticatedIdentity = 'https://specs.apollo.dev/authenticated';
export const requiresScopesIdentity = 'https://specs.apollo.dev/requiresScopes';
export const policyIdentity = 'https://specs.apollo.dev/policy';
export const liveIdentity = 'https://payloom.dev/live';
export const sharingIdentity = 'https://payloom.dev/sharing';
export const cachingIdentity = 'https://payloom.dev/caching';

const enforcedIdentities = [authenticatedIdentity, requiresScopesIdentity, policyIdentity];

/**
 * What this gateway understands. A supergraph that asks for more `for: SECURITY` is refused: to
 * serve it would be to ignore its rules.
 */
const supportedFeatures = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  ...enforcedIdentities.map((identity) => `${identity}/v0.1`),
]);

/** A supergraph that cannot be served; the message is one sentence that says why. */
export class SupergraphError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The supergraph cannot be served: ${reason}`, options);
    this.name = 'SupergraphError';
  }
}

/** Builds and validates the supergraph. Throws a SupergraphError. */
export function readSupergraph(sdl: string): Supergraph {
  try {
    return Supergraph.build(sdl, { supportedFeatures });
  } catch (error) {
    throw asSupergraphError(error);
  }
}

/** One sentence out of whatever the libraries threw. */
export function asSupergraphError(error: unknown): SupergraphError {
  if (error instanceof SupergraphError) return error;
  const causes = error instanceof Error ? errorCauses(error) : undefined;
  const reasons = causes?.map((cause) => cause.message) ?? [
    error instanceof Error ? error.message : String(error),
  ];
  return new SupergraphError(reasons.join('; ').replaceAll(/\s+/g, ' '), { cause: error });
}

/**
 * The SDL as @apollo/gateway takes it. It refuses to load rules it does not enforce itself, which is right of it; ours
 * are enforced by `authorization/`, so their links lose the `for: SECURITY` that says "do not ignore me".
 */
export function withoutSecurityPurpose(sdl: string): string {
  const document = visit(parse(sdl), {
    Directive(node) {
      if (node.name.value !== 'link') return undefined;
      const url = node.arguments?.find((argument) => argument.name.value === 'url')?.value;
      const enforced =
        url?.kind === Kind.STRING &&
        enforcedIdentities.some((identity) => url.value.startsWith(`${identity}/`));
      if (!enforced) return undefined;
      return { ...node, arguments: node.arguments?.filter((argument) => argument.name.value !== 'for') };
    },
  });
  return print(document);
}
