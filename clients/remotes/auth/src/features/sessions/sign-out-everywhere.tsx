import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';

export interface SignOutEverywhereProps {
  busy: boolean;
  onConfirm: () => void;
}

/** Asks before this device is signed out with all others. */
export function SignOutEverywhere({ busy, onConfirm }: SignOutEverywhereProps) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" className="text-danger" busy={busy}>
          Sign out everywhere
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Sign out everywhere?</DialogTitle>
          <DialogDescription>
            Every device is signed out within seconds, this one too. You sign in again with your password.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Stay signed in</Button>
          </DialogClose>
          <Button variant="destructive" busy={busy} onClick={onConfirm}>
            Sign out everywhere
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
