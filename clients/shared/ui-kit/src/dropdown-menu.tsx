import { Check } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import { useRef, type ComponentProps, type FocusEvent } from 'react';
import { cn } from './cn.ts';

export const DropdownMenu = RadixMenu.Root;
export const DropdownMenuTrigger = RadixMenu.Trigger;
export const DropdownMenuRadioGroup = RadixMenu.RadioGroup;

const itemClasses = cn(
  'relative flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-sm outline-none select-none',
  'data-disabled:pointer-events-none data-disabled:opacity-55 data-highlighted:bg-muted',
  '[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
);

export type DropdownMenuContentProps = ComponentProps<typeof RadixMenu.Content> & {
  /** A key has asked for it before it was there: the first item is the next one, as if the menu had seen that key. */
  focusesFirst?: boolean;
};

/** The menu itself. */
export function DropdownMenuContent({ className, focusesFirst = false, ...props }: DropdownMenuContentProps) {
  const isDue = useRef(focusesFirst);
  // The menu itself is focused as it opens.
  const focusFirst = ({ currentTarget }: FocusEvent): void => {
    if (isDue.current) currentTarget.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    isDue.current = false;
  };
  return (
    <RadixMenu.Portal>
      <RadixMenu.Content
        sideOffset={6}
        align="end"
        collisionPadding={8}
        onFocus={focusFirst}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-lg border p-1',
          'bg-popover text-foreground shadow-float data-[state=open]:animate-appear data-[state=closed]:animate-vanish',
          className,
        )}
        {...props}
      />
    </RadixMenu.Portal>
  );
}

export type DropdownMenuItemProps = ComponentProps<typeof RadixMenu.Item> & {
  variant?: 'default' | 'destructive';
};

/** One thing to do. */
export function DropdownMenuItem({ variant = 'default', className, ...props }: DropdownMenuItemProps) {
  return (
    <RadixMenu.Item
      className={cn(
        itemClasses,
        variant === 'destructive' && 'text-danger data-highlighted:bg-danger-soft [&_svg]:text-danger',
        className,
      )}
      {...props}
    />
  );
}

/** One of several, the chosen one ticked. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof RadixMenu.RadioItem>) {
  return (
    <RadixMenu.RadioItem className={cn(itemClasses, 'pr-9', className)} {...props}>
      {children}
      <RadixMenu.ItemIndicator className="absolute right-2.5">
        <Check aria-hidden className="text-accent!" />
      </RadixMenu.ItemIndicator>
    </RadixMenu.RadioItem>
  );
}

/** The name of a group of items. */
export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof RadixMenu.Label>) {
  return (
    <RadixMenu.Label className={cn('px-2.5 py-1.5 text-xs text-muted-foreground', className)} {...props} />
  );
}

/** A hairline between groups. */
export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof RadixMenu.Separator>) {
  return <RadixMenu.Separator className={cn('-mx-1 my-1 h-px bg-border', className)} {...props} />;
}
