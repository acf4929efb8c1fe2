import { setTimeout as delay } from 'node:timers/promises';
import { SubjectLanes } from './subject-lanes.ts';

describe('lanes of subjects', () => {
  let due: number;
  let lanes: SubjectLanes<string>;
  beforeEach(() => {
    due = 0;
    lanes = new SubjectLanes<string>(() => (due += 1));
  });
  afterEach(() => lanes.clear());

  it('gives out each subject once, whoever was ready first, with all of its items', () => {
    for (const [subject, item] of ['a1', 'b1', 'a2'].map((each) => [each.slice(0, 1), each]))
      lanes.push(subject ?? '', item ?? '');
    expect(lanes.take()).toMatchObject({ subject: 'a', items: ['a1', 'a2'] });
    expect(lanes.take()).toMatchObject({ subject: 'b', items: ['b1'] });
    expect(lanes.take()).toBeUndefined();
  });

  it('keeps what comes while a lane is taken behind it', () => {
    lanes.push('a', 'a1');
    const lane = lanes.take();
    lanes.push('a', 'a2');
    expect(lanes.take()).toBeUndefined();
    if (lane) lanes.release(lane, 1);
    expect(lanes.take()).toMatchObject({ items: ['a2'] });
  });

  it('forgets a lane that is empty', () => {
    lanes.push('a', 'a1');
    const lane = lanes.take();
    if (lane) lanes.release(lane, 1);
    expect([...lanes.lanes]).toEqual([]);
  });

  it('holds a lane back until it is due, and then gives it out alone', async () => {
    lanes.push('a', 'a1');
    const lane = lanes.take();
    if (lane) lanes.hold(lane, 5);
    expect(lanes.takeAlone()).toBeUndefined();
    while (due === 0) await delay(1);
    expect(lanes.take()).toBeUndefined();
    expect(lanes.takeAlone()).toMatchObject({ subject: 'a', alone: 1 });
  });

  it('gives out alone as many items as were asked for, and then together again', () => {
    const lane = lanes.push('a', 'a1');
    for (const item of ['a2', 'a3', 'a4']) lanes.push('a', item);
    lanes.makeAlone(lane, 2);
    for (const rest of [
      ['a2', 'a3', 'a4'],
      ['a3', 'a4'],
    ]) {
      expect(lanes.take()).toBeUndefined();
      const taken = lanes.takeAlone();
      if (taken) lanes.release(taken, 1);
      expect(lane.items).toEqual(rest);
    }
    expect(lanes.take()).toBe(lane);
  });

  it('takes no lane back that it has forgotten', () => {
    lanes.push('a', 'a1');
    const lane = lanes.take();
    lanes.clear();
    lanes.push('a', 'a2');
    if (lane) lanes.release(lane, 0);
    expect(lanes.take()).toMatchObject({ items: ['a2'] });
    expect(lanes.take()).toBeUndefined();
  });
});
