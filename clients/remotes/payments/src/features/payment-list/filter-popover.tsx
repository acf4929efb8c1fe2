import { cn } from '@payloom/ui-kit/cn';
import type { Load } from '@payloom/ui-kit/on-demand';
import { PopoverButton } from '@payloom/ui-kit/popover-button';
import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';

export interface FilterPopoverProps<Inside extends object> {
  icon: LucideIcon;
  /** What is filtered by: "Amount". */
  name: string;
  /** What it is filtered to now. */
  value: string | undefined;
  /** Fetches what is chosen in, when it is opened first: the list is there before. */
  load: Load<Inside>;
  /** Mounted while it is open. */
  children: (inside: Inside, close: () => void) => ReactNode;
}

/** A part of the filter with more to say than a select has room for. */
export function FilterPopover<Inside extends object>(props: FilterPopoverProps<Inside>) {
  const { icon: Icon, name, value, load, children } = props;
  const [open, setOpen] = useState(false);
  const button = {
    variant: 'outline',
    className: cn('h-11 justify-between border-input font-normal sm:h-9', value && 'font-medium'),
    children: (
      <>
        <span className="inline-flex min-w-0 items-center gap-2">
          <Icon aria-hidden className="text-muted-foreground" />
          <span className="truncate">{value ? `${name}: ${value}` : name}</span>
        </span>
        <ChevronDown aria-hidden className="text-muted-foreground" />
      </>
    ),
  } as const;
  return (
    <PopoverButton
      open={open}
      onOpenChange={setOpen}
      button={button}
      content={{ align: 'start', 'aria-label': name, className: 'w-[min(20rem,calc(100vw-1rem))] p-4' }}
      load={load}
    >
      {(inside) => children(inside, () => setOpen(false))}
    </PopoverButton>
  );
}
