import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What is wrong with a form as a whole, said at once to whoever cannot see it. */
export function FormProblem({ children }: { children?: ReactNode }) {
  return (
    <div role="alert">
      {children && (
        <div className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div>{children}</div>
        </div>
      )}
    </div>
  );
}
