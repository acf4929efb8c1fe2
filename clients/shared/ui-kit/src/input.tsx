import { useId, type ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';

/** The frame that every text control shares. */
export const controlClasses = cn(
  'w-full min-w-0 rounded-lg border border-input bg-card px-3 text-base text-foreground transition-colors duration-120',
  'placeholder:text-muted-foreground hover:border-muted-foreground',
  'focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-ring',
  'aria-invalid:border-danger aria-invalid:focus-visible:outline-danger',
  'disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground',
  '[&[readonly]]:bg-muted',
);

/** One line of text. Inside a FormField it takes the field's id and ARIA attributes; it always has an id, by which browsers fill it in. */
export function Input({ className, ...props }: ComponentProps<'input'>) {
  const control = useFieldControl(props);
  const id = useId();
  return <input type="text" id={id} className={cn(controlClasses, 'h-11 sm:h-10', className)} {...control} />;
}
