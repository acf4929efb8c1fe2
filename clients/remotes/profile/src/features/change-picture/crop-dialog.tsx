import { Button } from '@payloom/ui-kit/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@payloom/ui-kit/dialog';
import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { PictureUpload } from './use-picture-upload.ts';
import { useWords } from './words.ts';

type Shape = 'square' | 'wide' | 'tall';

interface PreviewProps {
  upload: PictureUpload;
  focus: number;
  onShape: (shape: Shape) => void;
}

/** Cut as the server cuts it: a square, `focus` per cent along the longer side. */
function Preview({ upload, focus, onShape }: PreviewProps) {
  const t = useWords();
  return (
    <img
      src={upload.chosen?.url}
      alt={t('dialog.preview')}
      style={{ objectPosition: `${focus}% ${focus}%` }}
      className="mx-auto size-56 rounded-full border bg-muted object-cover"
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        onShape(naturalWidth === naturalHeight ? 'square' : naturalWidth > naturalHeight ? 'wide' : 'tall')
      }
      onError={() => upload.report('UNSUPPORTED_TYPE')}
    />
  );
}

function Progress({ percent }: { percent: number }) {
  const t = useWords();
  const words = percent < 100 ? t('dialog.sent', { percent }) : t('dialog.preparing');
  return (
    <div className="flex flex-col gap-1.5">
      <progress
        aria-label={t('dialog.progress')}
        max={100}
        value={percent}
        className="h-1.5 w-full accent-accent"
      />
      <p role="status" className="text-sm text-muted-foreground tabular-nums">
        {words}
      </p>
    </div>
  );
}

interface MoverProps {
  shape: Shape;
  focus: number;
  onFocus: (focus: number) => void;
}

function Mover({ shape, focus, onFocus }: MoverProps) {
  const t = useWords();
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {shape === 'wide' ? t('dialog.moveAcross') : t('dialog.moveDown')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        value={focus}
        onChange={({ target }) => onFocus(Number(target.value))}
        className="h-6 w-full cursor-pointer accent-accent"
      />
    </div>
  );
}

/** Shows the chosen picture as others will see it, lets it be moved, and sends it. */
export function CropDialog({ upload, onChooseOther }: { upload: PictureUpload; onChooseOther: () => void }) {
  const t = useWords();
  const [focus, setFocus] = useState(50);
  const [shape, setShape] = useState<Shape>('square');
  const { problem, percent } = upload;
  const sending = percent !== undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && upload.close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t('dialog.title')}</DialogTitle>
          <DialogDescription>{t('dialog.description')}</DialogDescription>
        </DialogHeader>
        <Preview upload={upload} focus={focus} onShape={setShape} />
        {shape !== 'square' && !sending && <Mover shape={shape} focus={focus} onFocus={setFocus} />}
        {sending && <Progress percent={percent} />}
        {problem && (
          <p role="alert" className="flex gap-1.5 text-sm text-danger">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t(`problems.${problem}`)}
          </p>
        )}
        <DialogFooter>
          <Button variant="ghost" onClick={upload.close}>
            {t('dialog.cancel')}
          </Button>
          <Button variant="outline" disabled={sending} onClick={onChooseOther}>
            {t('dialog.other')}
          </Button>
          <Button
            busy={sending}
            disabled={problem === 'TOO_LARGE' || problem === 'UNSUPPORTED_TYPE'}
            onClick={() => void upload.send(focus)}
          >
            {t('dialog.use')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
