import { isUnder } from '../remotes/is-under.ts';
import { preloadRelease } from '../remotes/preload-release.ts';
import { releaseOf } from '../remotes/release.ts';
import type { RemoteListing } from '../remotes/remote-list.ts';
import { askForList } from './list-answer.ts';

/** Holds, in the page, what is to be fetched beside the rest where somebody is probably signed in. */
const SIGNED_IN_FILES_ID = 'signed-in-files';

/** Only what is read here: the registry checks the whole list, and nothing is run by this one. */
const isListing = (value: unknown): value is RemoteListing =>
  typeof value === 'object' &&
  value !== null &&
  'entry' in value &&
  typeof value.entry === 'string' &&
  'paths' in value &&
  Array.isArray(value.paths);

function listingsOf(answer: unknown): RemoteListing[] {
  const isList = typeof answer === 'object' && answer !== null && 'remotes' in answer;
  return isList && Array.isArray(answer.remotes) ? answer.remotes.filter(isListing) : [];
}

export interface FirstPage {
  readonly path: string;
  /** Of what role whoever had the last page of this browser was; null where nobody was signed in. */
  readonly role: string | null;
  /** Where the shell's own assets are. */
  readonly assetsAt: string;
}

/**
 * Lets the browser fetch, beside the shell, what the first page will need: the remotes that it is made of, and for whoever is
 * probably signed in what stands around every page. Who is not is asked to sign in before they see a dashboard. The shell itself would ask
 * for each of it only once it runs. Nothing is run by this, and nothing is lost where it fails.
 */
export async function preloadFirst({ path, role, assetsAt }: FirstPage): Promise<void> {
  const files = document.getElementById(SIGNED_IN_FILES_ID);
  if (role !== null && files instanceof HTMLTemplateElement) document.head.append(files.content);
  try {
    for (const listing of listingsOf(await askForList())) {
      const isMeant = role === null ? path !== '/' : (listing.roles?.includes(role) ?? true);
      if (isMeant && isUnder(path, listing.paths)) preloadRelease(releaseOf(listing, assetsAt), path);
    }
  } catch {
    // The registry asks again, and says so where it has to.
  }
}
