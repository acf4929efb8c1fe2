import { Kind, parse, type DocumentNode } from 'graphql';

/** What the editor asks to be sent. */
interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
}

/** The document as it stands in the editor, and which of its operations is meant. */
export interface OperationToSend {
  /** Missing where the document cannot be read: the server says why. */
  readonly document: DocumentNode | undefined;
  readonly operationName: string | null;
}

function read(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}

function operationNames(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
  );
}

/**
 * Reads the operation from the text itself. What the editor knows of it follows the text a moment later: run right after
 * a change of tab, a subscription would go by POST, under the name of the other tab's operation.
 */
export function operationToSend({ query, operationName = null }: Asked): OperationToSend {
  const document = read(query);
  if (!document) return { document, operationName };
  const names = operationNames(document);
  const known = operationName !== null && names.includes(operationName);
  const only = names.length === 1 ? (names[0] ?? null) : null;
  // Of several, one must be chosen: a name that is none of them is left for the server to refuse.
  return { document, operationName: known || names.length > 1 ? operationName : only };
}
