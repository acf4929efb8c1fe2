import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { FieldError } from 'react-hook-form';
import { cn } from './cn.ts';
import { FieldControlContext } from './field-control.ts';
import { Label } from './label.tsx';
import { useWords } from './words.ts';

export interface FormFieldProps {
  label: string;
  /** What helps to fill it in; stands below the control and is read with it. */
  description?: ReactNode;
  /** React Hook Form's error of this field, or a plain sentence. */
  error?: Pick<FieldError, 'message'> | string | undefined;
  /** Tells assistive technology that it must be filled in. */
  required?: boolean;
  /** Says "Optional" beside the label. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/**
 * A label, a control and what is to say about it. Every control of this kit inside it (`Input`, `Select`,
 * `MoneyInput`, ...) is named by the label, described by the description and the error, and marked invalid.
 */
export function FormField({
  label,
  description,
  error,
  required,
  optional,
  className,
  children,
}: FormFieldProps) {
  const t = useWords();
  const id = useId();
  const message = typeof error === 'string' ? error : error?.message;
  const described = [description ? `${id}-description` : '', message ? `${id}-error` : ''].filter(Boolean);
  const control = {
    id,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
    'aria-invalid': message ? (true as const) : undefined,
    'aria-required': required ? (true as const) : undefined,
  };
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {optional && <span className="text-xs text-muted-foreground">{t('optional')}</span>}
      </div>
      <FieldControlContext value={control}>{children}</FieldControlContext>
      {description && (
        <p id={`${id}-description`} className="text-sm text-muted-foreground">
          {description}
        </p>
      )}
      {message && (
        <p id={`${id}-error`} role="alert" className="flex gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {message}
        </p>
      )}
    </div>
  );
}
