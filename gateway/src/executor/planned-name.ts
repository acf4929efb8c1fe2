const separator = '__of__';

/**
 * The name by which a field is fetched that the client calls `responseName`. An alias is kept apart from the names of fields,
 * because a plan may fetch any of those besides, as a key or because another field requires it, and the planner then takes one
 * for the other.
 */
export function plannedName(responseName: string, fieldName: string): string {
  return responseName === fieldName ? fieldName : `${responseName}${separator}${fieldName}`;
}

/** What the client calls it. */
export function responseNameOf(planned: string): string {
  const end = planned.lastIndexOf(separator);
  return end > 0 ? planned.slice(0, end) : planned;
}
