import { useCallback, type ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { fetchSoon, useFetched, type Load } from './on-demand.tsx';
import type { PopoverWithButtonProps } from './popover.tsx';

export interface PopoverButtonProps<Inside extends object> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Looks and label of what is pressed. */
  button: ButtonProps;
  content: Omit<PopoverWithButtonProps['content'], 'children'>;
  /** Fetches what is shown inside, together with the popover. */
  load: Load<Inside>;
  children: (inside: Inside) => ReactNode;
}

/** A button and what floats below it, which is fetched when it is opened first. */
export function PopoverButton<Inside extends object>(props: PopoverButtonProps<Inside>) {
  const { open, onOpenChange, button, content, load, children } = props;
  const fetchBoth = useCallback(async () => {
    const [{ PopoverWithButton }, inside] = await Promise.all([import('./popover.tsx'), load()]);
    return { PopoverWithButton, inside };
  }, [load]);
  const fetched = useFetched(open, fetchBoth, () => onOpenChange(false));
  if (!fetched) {
    return (
      <Button
        {...button}
        aria-haspopup="dialog"
        aria-expanded={false}
        onClick={() => onOpenChange(true)}
        {...fetchSoon(fetchBoth)}
      />
    );
  }
  const { PopoverWithButton, inside } = fetched;
  return (
    <PopoverWithButton open={open} onOpenChange={onOpenChange} button={button} content={content}>
      {children(inside)}
    </PopoverWithButton>
  );
}
