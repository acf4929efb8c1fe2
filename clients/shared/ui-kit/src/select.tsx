import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ComponentType, KeyboardEvent } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';
import { controlClasses } from './input.tsx';
import { useOnDemand } from './on-demand.tsx';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[];
  value?: Value | undefined;
  onValueChange?: (value: Value) => void;
  onBlur?: () => void;
  placeholder?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  'aria-label'?: string;
}

/** The looks of what is pressed. */
export const triggerClasses = cn(
  controlClasses,
  'inline-flex h-11 cursor-pointer items-center justify-between gap-2 sm:h-10',
  'data-placeholder:text-muted-foreground',
);

/** Says that there is more to choose from. */
export function SelectIcon() {
  return <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />;
}

const fetchSelect = async <Value extends string>(): Promise<ComponentType<SelectProps<Value>>> =>
  (await import('./select-shown.tsx')).ShownSelect;

/**
 * One of a few. With React Hook Form use it in a `Controller`; for long lists there is `NativeSelect`. Its list is fetched when it
 * is opened first.
 */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange: _later, placeholder, className, ...rest } = props;
  const { Shown, button } = useOnDemand<SelectProps<Value>>(fetchSelect);
  const control = useFieldControl(rest);
  if (Shown) return <Shown {...props} />;
  const chosen = options.find((option) => option.value === value)?.label;
  // As a list of the system does, it opens when somebody begins to type what they look for.
  const press = (event: KeyboardEvent<HTMLButtonElement>): void => {
    if (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) event.currentTarget.click();
    else button.onKeyDown(event);
  };
  return (
    <button
      type="button"
      {...button}
      onKeyDown={press}
      role="combobox"
      aria-haspopup="listbox"
      aria-autocomplete="none"
      className={cn(triggerClasses, className)}
      {...(chosen === undefined ? { 'data-placeholder': '' } : {})}
      {...control}
    >
      <span className="truncate">{chosen ?? placeholder}</span>
      <SelectIcon />
    </button>
  );
}

/** One of many (`<option>`s as children): the system's own list, which phones show best and typing finds. */
export function NativeSelect({ className, children, ...props }: ComponentProps<'select'>) {
  const control = useFieldControl(props);
  return (
    <div className="relative">
      <select
        className={cn(controlClasses, 'h-11 cursor-pointer appearance-none pr-10 sm:h-10', className)}
        {...control}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted-foreground"
      />
    </div>
  );
}
