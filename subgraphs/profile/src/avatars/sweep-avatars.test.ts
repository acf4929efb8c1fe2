import { aliceId, openProfileFixture, type ProfileFixture } from '../../test/fixture.ts';
import { Avatar } from '../entities/avatar.entity.ts';
import { changeAvatar } from '../operations/change-avatar.ts';
import { createProfile } from '../operations/create-profile.ts';
import { avatarSizesPixels } from './avatar-files.ts';
import { startSweep } from '../sweep.ts';
import { sweepAvatars } from './sweep-avatars.ts';

/** A store that fails where it is told to. */
function makeStore() {
  const kept = new Map<string, Uint8Array>();
  const fails = { put: false, remove: false };
  return {
    kept,
    fails,
    put: async (key: string, bytes: Uint8Array) => {
      if (fails.put && kept.size % 4 === 2) throw new Error('the disk is full');
      kept.set(key, bytes);
    },
    get: async (key: string) => kept.get(key) ?? null,
    remove: async (keys: readonly string[]) => {
      if (fails.remove) throw new Error('the disk is away');
      for (const key of keys) kept.delete(key);
    },
    close: async () => {},
  };
}

const picture = (seed: number) => new Map(avatarSizesPixels.map((size) => [size, Uint8Array.of(seed, size)]));

describe('old pictures', () => {
  let profiles: ProfileFixture;
  let files: ReturnType<typeof makeStore>;
  beforeAll(async () => void (profiles = await openProfileFixture()));
  beforeEach(async () => {
    await profiles.clear();
    files = makeStore();
    await profiles.orm.em
      .fork()
      .transactional((em) => createProfile(em, { userId: aliceId, displayName: 'Alice' }));
  });
  afterAll(() => profiles.close());

  const change = (seed: number) => changeAvatar({ ...profiles.context(aliceId), files }, picture(seed));
  const sweep = () => sweepAvatars(profiles.orm.em, files);
  const rows = () => profiles.orm.em.fork().find(Avatar, {});
  /** As if so much time had passed. */
  const letHoursPass = (hours: number) =>
    profiles.orm.em
      .getConnection()
      .execute(`update avatars set remove_after = remove_after - interval '${hours} hours'`);

  it('are kept while they are in use', async () => {
    await change(1);
    await letHoursPass(100);
    await sweep();
    expect(files.kept.size).toBe(4);
  });

  it('go when another has taken their place', async () => {
    await change(1);
    await change(2);
    expect(files.kept.size).toBe(8);
    await sweep();
    expect([files.kept.size, (await rows()).length]).toEqual([4, 1]);
  });

  it('go though the store was away at first', async () => {
    await change(1);
    await change(2);
    files.fails.remove = true;
    await expect(sweep()).rejects.toThrow('the disk is away');
    expect(await rows()).toHaveLength(2);
    files.fails.remove = false;
    await sweep();
    expect([files.kept.size, (await rows()).length]).toEqual([4, 1]);
  });

  it('that were written in part when the process died go after an hour, not before', async () => {
    files.fails.put = true;
    await expect(change(1)).rejects.toThrow('the disk is full');
    expect((await profiles.events()).map(({ type }) => type)).toEqual(['profile.profile.created']);
    await sweep();
    expect(files.kept.size).toBeGreaterThan(0);
    await letHoursPass(2);
    await sweep();
    expect([files.kept.size, await rows()]).toEqual([0, []]);
  });

  it('are whole when they are chosen anew while they are swept', async () => {
    for (let round = 0; round < 10; round += 1) {
      await change(1);
      await change(2);
      await Promise.all([change(1), sweep(), sweep()]);
      await sweep();
      expect(files.kept.size).toBe(4);
    }
  });

  it('are swept at the start, and a failed round harms nothing', async () => {
    await change(1);
    await change(2);
    files.fails.remove = true;
    const warnings: string[] = [];
    const log = { warn: (_details: object, message: string) => void warnings.push(message) };
    await startSweep({ orm: profiles.orm, log }, files).stop();
    files.fails.remove = false;
    await startSweep({ orm: profiles.orm, log }, files).stop();
    expect(warnings).toEqual(['files of old pictures were not removed']);
    expect(files.kept.size).toBe(4);
  });
});
