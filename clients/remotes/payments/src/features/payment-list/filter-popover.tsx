import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { Popover, PopoverContent, PopoverTrigger } from '@payloom/ui-kit/popover';
import { ChevronDown, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';

export interface FilterPopoverProps {
  icon: LucideIcon;
  /** What is filtered by: "Amount". */
  name: string;
  /** What it is filtered to now. */
  value: string | undefined;
  /** Mounted while it is open. */
  children: (close: () => void) => ReactNode;
}

/** A part of the filter with more to say than a select has room for. */
export function FilterPopover({ icon: Icon, name, value, children }: FilterPopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button
          variant="outline"
          className={cn('h-11 justify-between border-input font-normal sm:h-9', value && 'font-medium')}
        >
          <span className="inline-flex min-w-0 items-center gap-2">
            <Icon aria-hidden className="text-muted-foreground" />
            <span className="truncate">{value ? `${name}: ${value}` : name}</span>
          </span>
          <ChevronDown aria-hidden className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" aria-label={name} className="w-[min(20rem,calc(100vw-1rem))] p-4">
        {children(() => setOpen(false))}
      </PopoverContent>
    </Popover>
  );
}
