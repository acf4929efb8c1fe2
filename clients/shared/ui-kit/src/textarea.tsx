import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';
import { controlClasses } from './input.tsx';

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  const control = useFieldControl(props);
  return (
    <textarea
      className={cn(controlClasses, 'min-h-20 py-2 leading-6 [field-sizing:content]', className)}
      {...control}
    />
  );
}
