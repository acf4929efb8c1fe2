import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';
import { controlClasses } from './input.tsx';

/** A few lines of text. Inside a FormField it takes the field's id and ARIA attributes. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const control = useFieldControl(props);
  return (
    <textarea rows={3} className={cn(controlClasses, 'min-h-20 resize-y py-2', className)} {...control} />
  );
}
