import { Slot } from 'radix-ui';
import { useEffect, useRef, useState, type ComponentType, type PointerEvent, type ReactNode } from 'react';
import type { ShownTooltipProps } from './tooltip-shown.tsx';

export interface TooltipProps {
  /** A few words; never the only place where something important is told. */
  label: ReactNode;
  side?: ShownTooltipProps['side'];
  /** The element it explains; must be focusable. */
  children: ReactNode;
}

type Reached = ShownTooltipProps['reached'];

const DELAY_MILLISECONDS = 300;

const fetchTooltip = async () => (await import('./tooltip-shown.tsx')).ShownTooltip;

/** The tooltip once somebody has rested on the element, and how to tell that they do and have gone. */
function useReached() {
  const [shown, setShown] = useState<{ Shown: ComponentType<ShownTooltipProps>; reached: Reached }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isWanted = useRef(false);
  const leave = (): void => {
    clearTimeout(timer.current);
    isWanted.current = false;
  };
  useEffect(() => leave, []);
  const show = (reached: Reached): void => {
    fetchTooltip().then(
      (Shown) => isWanted.current && setShown({ Shown, reached }),
      // It never is the only place where something is told.
      (error: unknown) => console.error('A tooltip could not be fetched.', error),
    );
  };
  const reach = (reached: Reached): void => {
    leave();
    isWanted.current = true;
    if (reached === 'focus') show(reached);
    else timer.current = setTimeout(() => show(reached), DELAY_MILLISECONDS);
  };
  return { shown, reach, leave };
}

/** A few words on hover and focus, which are fetched with the first of them. */
export function Tooltip({ label, side = 'top', children }: TooltipProps) {
  const { shown, reach, leave } = useReached();
  if (shown) {
    const { Shown, reached } = shown;
    return (
      <Shown label={label} side={side} delay={DELAY_MILLISECONDS} reached={reached}>
        {children}
      </Shown>
    );
  }
  const enter = ({ pointerType }: PointerEvent): void => {
    if (pointerType !== 'touch') reach('pointer');
  };
  return (
    <Slot.Root onPointerEnter={enter} onPointerLeave={leave} onFocus={() => reach('focus')} onBlur={leave}>
      {children}
    </Slot.Root>
  );
}
