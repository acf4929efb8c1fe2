import { Check, ChevronDown } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';
import { controlClasses } from './input.tsx';

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[];
  value?: Value | undefined;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  onBlur?: () => void;
  placeholder?: string;
  name?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  'aria-label'?: string;
}

const triggerClasses = cn(
  controlClasses,
  'inline-flex h-11 cursor-pointer items-center justify-between gap-2 sm:h-10',
  'data-placeholder:text-muted-foreground',
);

function Option({ option }: { option: SelectOption }) {
  return (
    <RadixSelect.Item
      value={option.value}
      {...(option.disabled ? { disabled: true } : {})}
      className={cn(
        'relative flex min-h-9 cursor-pointer items-center rounded-md py-1.5 pr-8 pl-2.5 text-sm outline-none select-none',
        'data-disabled:pointer-events-none data-disabled:opacity-55 data-highlighted:bg-muted',
      )}
    >
      <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
      <RadixSelect.ItemIndicator className="absolute right-2.5">
        <Check aria-hidden className="size-4 text-accent" />
      </RadixSelect.ItemIndicator>
    </RadixSelect.Item>
  );
}

/** One of a few. With React Hook Form use it in a `Controller`; for long lists there is `NativeSelect`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    options,
    value,
    defaultValue,
    onValueChange,
    onBlur,
    placeholder,
    name,
    disabled,
    className,
    ...rest
  } = props;
  const control = useFieldControl(rest);
  // Radix speaks of plain strings; only values of `options` can come back.
  const change = (chosen: string): void => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange?.(option.value);
  };
  return (
    <RadixSelect.Root
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(name === undefined ? {} : { name })}
      {...(disabled ? { disabled } : {})}
      onValueChange={change}
    >
      <RadixSelect.Trigger onBlur={onBlur} className={cn(triggerClasses, className)} {...control}>
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className={cn(
            'z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden',
            'rounded-lg border bg-popover text-foreground shadow-float data-[state=open]:animate-appear',
          )}
        >
          <RadixSelect.Viewport className="p-1">
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
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
