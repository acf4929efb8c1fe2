import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@payloom/ui-kit/dialog';
import { toast } from '@payloom/ui-kit/toaster';
import { UserPlus } from 'lucide-react';
import { CreateUserForm } from './create-user-form.tsx';
import type { CreateUserValues } from './create-user-schema.ts';
import { useWords } from './words.ts';

export interface CreateUserDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The button that makes an account for somebody, and the dialog itself. */
export function CreateUserDialog({ open, onOpenChange }: CreateUserDialogProps) {
  const t = useWords();
  const finish = ({ email, displayName }: CreateUserValues): void => {
    onOpenChange(false);
    const now = useWords.now();
    toast.success(now('created', { email }), { description: now('createdMeans', { name: displayName }) });
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden />
          {t('create')}
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('title')}</DialogTitle>
          <DialogDescription>{t('meaning')}</DialogDescription>
        </DialogHeader>
        <CreateUserForm onCreated={finish} onCancel={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}
