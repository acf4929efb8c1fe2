import { Popover } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { cn } from './cn.ts';

export interface PopoverWithButtonProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  button: ButtonProps;
  /** It needs an `aria-label` or `aria-labelledby`. */
  content: ComponentProps<typeof Popover.Content>;
  children: ReactNode;
}

/** What floats below its button until it is left. `PopoverButton` fetches it when it is opened first. */
export function PopoverWithButton({ button, content, children, ...state }: PopoverWithButtonProps) {
  const { className, ...others } = content;
  return (
    <Popover.Root {...state}>
      <Popover.Trigger asChild>
        <Button {...button} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={6}
          align="end"
          collisionPadding={8}
          className={cn(
            'z-40 max-h-(--radix-popover-content-available-height) w-[min(24rem,calc(100vw-1rem))] overflow-y-auto',
            'rounded-lg border bg-popover text-foreground shadow-float outline-none',
            'data-[state=open]:animate-appear data-[state=closed]:animate-vanish',
            className,
          )}
          {...others}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
