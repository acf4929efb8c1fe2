import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent } from 'react';
import { cn } from './cn.ts';
import { useIsAway } from './network.tsx';
import { useWords } from './words.ts';

/** The classes of a button, for the rare element that cannot be one. */
export const buttonVariants = cva(
  [
    'relative inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-lg border border-transparent',
    'text-sm font-medium whitespace-nowrap select-none transition-colors duration-120',
    'focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:not-aria-busy:cursor-not-allowed aria-disabled:not-aria-busy:opacity-55 aria-busy:cursor-progress',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        default: 'bg-accent text-accent-foreground hover:bg-accent-hover active:bg-accent-hover',
        secondary: 'bg-muted text-foreground hover:bg-border active:bg-border',
        outline: 'border-input/60 bg-card text-foreground hover:bg-muted active:bg-muted',
        ghost: 'text-foreground hover:bg-muted active:bg-muted',
        destructive: 'bg-danger text-danger-foreground hover:bg-danger-hover active:bg-danger-hover',
        link: 'h-auto rounded-sm px-0 text-accent underline-offset-4 hover:underline',
      },
      size: {
        default: 'h-10 px-4 sm:h-9',
        sm: 'h-9 px-3 sm:h-8',
        lg: 'h-11 px-5 text-base',
        icon: 'size-10 sm:size-9',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0 sm:h-auto' }],
    defaultVariants: { variant: 'default', size: 'default' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    /** Gives the looks to the one child, such as a link. */
    asChild?: boolean;
    /** The action runs: the label stays, a second press does nothing, and focus is not lost. */
    busy?: boolean;
    /** It does nothing while the network is away, and says why. */
    needsNetwork?: boolean;
  };

const ignore = (event: MouseEvent): void => event.preventDefault();

/** What a button is while the network is away that it needs: still reachable, so that its reason can be read. */
function useWaiting(needsNetwork: boolean): Pick<ButtonProps, 'aria-disabled' | 'title' | 'onClick'> {
  const t = useWords();
  const away = useIsAway();
  return needsNetwork && away ? { 'aria-disabled': true, title: t('needsNetwork'), onClick: ignore } : {};
}

/** A verb to press. */
export function Button(allProps: ButtonProps) {
  const {
    variant,
    size,
    asChild,
    busy = false,
    needsNetwork = false,
    className,
    children,
    ...props
  } = allProps;
  const waiting = useWaiting(needsNetwork);
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      {...props}
      {...waiting}
      {...(busy ? { 'aria-busy': true, 'aria-disabled': true, onClick: ignore } : {})}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-none" />}
      {children}
    </button>
  );
}
