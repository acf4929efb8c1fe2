interface PickerOptions {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}

declare global {
  interface Window {
    /** Chromium has it, on secure pages. */
    showSaveFilePicker?: (options: PickerOptions) => Promise<FileSystemFileHandle>;
  }
}

/** Where a file goes as it comes. */
export interface Place {
  /** Takes the whole body, or rejects and keeps nothing. */
  save(body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<void>;
}

export interface NewFile {
  readonly name: string;
  readonly type: string;
  /** What somebody calls such a file. */
  readonly kind: string;
}

/** Gathers the file in memory, then gives it to the browser to save. */
function downloads({ name, type }: NewFile): Place {
  return {
    save: async (body, signal) => {
      const bytes = await new Response(body, { headers: { 'content-type': type } }).blob();
      if (signal.aborted) return;
      const url = URL.createObjectURL(bytes);
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      URL.revokeObjectURL(url);
    },
  };
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/**
 * Asks where to save a file, and writes it there as it comes, whatever its length; where the browser cannot ask, it goes
 * the way of all downloads. Null when somebody has thought better of it. To be called while their press still counts.
 */
export async function choosePlace(file: NewFile): Promise<Place | null> {
  if (!window.showSaveFilePicker) return downloads(file);
  try {
    const accept = { [file.type]: [`.${file.name.split('.').at(-1)}`] };
    const types = [{ description: file.kind, accept }];
    const chosen = await window.showSaveFilePicker({ suggestedName: file.name, types });
    return {
      // What was written is put in place at the end only: a file that breaks off leaves none.
      save: async (body, signal) => body.pipeTo(await chosen.createWritable(), { signal }),
    };
  } catch (error) {
    if (isAbort(error)) return null;
    // Some pages may not ask, such as those within others.
    return downloads(file);
  }
}
