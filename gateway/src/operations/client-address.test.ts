import { addressesOf } from './client-address.ts';

const arrived = (forwarded: string | undefined, remoteAddress: string | undefined) => ({
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  socket: { remoteAddress },
});

it.each([
  ['nobody stands in front', '198.51.100.7', 0, ['198.51.100.7', '172.18.0.3']],
  ['one proxy of ours stands in front', '198.51.100.7', 1, ['198.51.100.7']],
  ['somebody made an address up', '10.0.0.1, 198.51.100.7', 1, ['10.0.0.1', '198.51.100.7']],
  ['two proxies of ours stand in front', '198.51.100.7, 172.18.0.9', 2, ['198.51.100.7']],
  ['a proxy says nothing', undefined, 1, ['172.18.0.3']],
])('the caller’s own address is the last when %s', (_case, forwarded, proxiesInFront, expected) => {
  expect(addressesOf(arrived(forwarded, '172.18.0.3'), { proxiesInFront })).toEqual(expected);
});

it('has no address for a connection that is gone', () => {
  expect(addressesOf(arrived(undefined, undefined), {})).toEqual([]);
});
