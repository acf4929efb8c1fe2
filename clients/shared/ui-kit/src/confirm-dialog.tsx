import { useState, type ReactElement } from 'react';
import { Button } from './button.tsx';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from './dialog.tsx';

export interface ConfirmDialogProps {
  /** The button that opens it. */
  children: ReactElement;
  title: string;
  /** What it will mean. */
  meaning: string;
  /** Leaves all as it is: "Keep it". */
  keep: string;
  /** Does it: "Remove". */
  confirm: string;
  /** Whether something is lost by it. */
  destructive?: boolean;
  /** Whether it has to wait for the network; not for what is done in this browser alone. */
  needsNetwork?: boolean;
  onConfirm: () => void;
}

/** Asks before something is done. It has closed by then: another dialog may ask for a proof, and there is one at a time. */
export function ConfirmDialog({
  children,
  title,
  meaning,
  keep,
  confirm,
  destructive = false,
  needsNetwork = true,
  onConfirm,
}: ConfirmDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const goOn = (): void => {
    setOpen(false);
    onConfirm();
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>{children}</DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{meaning}</DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">{keep}</Button>
          </DialogClose>
          <Button
            variant={destructive ? 'destructive' : 'default'}
            needsNetwork={needsNetwork}
            onClick={goOn}
          >
            {confirm}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
