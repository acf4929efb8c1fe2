import { Check } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';
import { SelectIcon, triggerClasses, type SelectOption, type SelectProps } from './select.tsx';

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

/** A select with its list, which is open when it comes. */
export function ShownSelect<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, onBlur, placeholder, disabled, className, ...rest } = props;
  const control = useFieldControl(rest);
  // Radix speaks of plain strings; only values of `options` can come back.
  const change = (chosen: string): void => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onValueChange?.(option.value);
  };
  return (
    <RadixSelect.Root
      defaultOpen
      {...(value === undefined ? {} : { value })}
      {...(disabled ? { disabled } : {})}
      onValueChange={change}
    >
      <RadixSelect.Trigger onBlur={onBlur} className={cn(triggerClasses, className)} {...control}>
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <SelectIcon />
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
