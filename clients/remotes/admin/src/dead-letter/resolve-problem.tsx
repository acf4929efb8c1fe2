import { CircleAlert } from 'lucide-react';

/** Why something could not be done, said at once. */
export function ResolveProblem({ children }: { children: string | undefined }) {
  return (
    // Takes no place, and no gap, while there is nothing to say.
    <div role="alert" className="empty:-mb-4">
      {children && (
        <p className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {children}
        </p>
      )}
    </div>
  );
}
