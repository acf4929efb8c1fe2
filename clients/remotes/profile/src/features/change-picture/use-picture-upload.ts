import { session } from '@payloom/session/session';
import { useEffect, useRef, useState } from 'react';
import { FILE_SIZE_MAX_BYTES, uploadPicture, type PictureProblem, type Upload } from './upload-picture.ts';

/** A picture that was chosen and not sent yet. */
export interface ChosenPicture {
  readonly file: File;
  /** Where this page can show it from. */
  readonly url: string;
}

export interface PictureUpload {
  readonly chosen: ChosenPicture | undefined;
  readonly problem: PictureProblem | undefined;
  /** What share has been sent; undefined while nothing is being sent. */
  readonly percent: number | undefined;
  choose(file: File): void;
  /** What the browser made of the file. */
  report(problem: PictureProblem): void;
  send(focus: number): Promise<void>;
  close(): void;
}

/** Sends it with a token of this tab's session. */
async function sendAs(upload: Omit<Upload, 'accessToken'>): Promise<PictureProblem | null> {
  const accessToken = await session.freshToken().catch(() => undefined);
  if (accessToken === undefined) return 'UNREACHABLE';
  return accessToken === null ? 'SIGNED_OUT' : uploadPicture({ ...upload, accessToken });
}

/** Looks at a picture, sends it and says what became of it; leaving or closing ends what is under way. */
export function usePictureUpload(onChanged: () => Promise<unknown>): PictureUpload {
  const [chosen, setChosen] = useState<ChosenPicture>();
  const [problem, setProblem] = useState<PictureProblem>();
  const [percent, setPercent] = useState<number>();
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(), []);
  useEffect(() => () => (chosen ? URL.revokeObjectURL(chosen.url) : undefined), [chosen]);

  const choose = (file: File): void => {
    setChosen({ file, url: URL.createObjectURL(file) });
    setProblem(file.size > FILE_SIZE_MAX_BYTES ? 'TOO_LARGE' : undefined);
  };
  const close = (): void => {
    sending.current?.abort();
    setChosen(undefined);
    setProblem(undefined);
    setPercent(undefined);
  };
  const send = async (focus: number): Promise<void> => {
    if (!chosen || percent !== undefined) return;
    const controller = new AbortController();
    sending.current = controller;
    setProblem(undefined);
    setPercent(0);
    const failed = await sendAs({ ...chosen, focus, onProgress: setPercent, signal: controller.signal });
    if (controller.signal.aborted) return;
    if (!failed) await onChanged();
    setPercent(undefined);
    if (failed) setProblem(failed);
    else close();
  };
  return { chosen, problem, percent, choose, report: setProblem, send, close };
}
