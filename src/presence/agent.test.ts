import { describe, expect, it } from 'vitest';
import { describeAgent, parseAgent } from './agent.ts';

/** User-Agents seen in the field: raw, vendor, model, version, MAC. */
const SEEN_IN_THE_FIELD = [
  ['Yealink SIP-T46S 66.84.0.15', 'Yealink', 'T46S', '66.84.0.15', ''],
  ['Yealink SIP-T46U 108.86.0.40', 'Yealink', 'T46U', '108.86.0.40', ''],
  ['Yealink SIP-T54W 96.85.0.5', 'Yealink', 'T54W', '96.85.0.5', ''],
  ['Yealink SIP-T42S 66.84.0.125', 'Yealink', 'T42S', '66.84.0.125', ''],
  ['Yealink SIP-T21P_E2 52.83.0.35', 'Yealink', 'T21P_E2', '52.83.0.35', ''],
  ['Yealink SIP-T53W 96.87.0.16 805e0cabcdef', 'Yealink', 'T53W', '96.87.0.16', '805e0cabcdef'],
  ['Yealink SIP VP-T49G 51.80.0.100', 'Yealink', 'VP-T49G', '51.80.0.100', ''],
  ['Yealink W60B 77.83.0.85', 'Yealink', 'W60B', '77.83.0.85', ''],
  ['Yealink W52P 25.81.0.10', 'Yealink', 'W52P', '25.81.0.10', ''],
  ['Yealink VC800 63.345.0.40', 'Yealink', 'VC800', '63.345.0.40', ''],
  ['PolycomVVX-VVX_411-UA/5.9.5.0614', 'Poly', 'VVX 411', '5.9.5.0614', ''],
  ['PolycomVVX-VVX_250-UA/6.4.3.5156', 'Poly', 'VVX 250', '6.4.3.5156', ''],
  [
    'PolycomVVX-VVX_150-UA/6.4.1.2280_482567164887',
    'Poly',
    'VVX 150',
    '6.4.1.2280',
    '482567164887',
  ],
  ['PolycomSoundPointIP-SPIP_335-UA/4.0.14.1388', 'Poly', 'SPIP 335', '4.0.14.1388', ''],
  ['PolycomRealPresenceTrio-Trio_8500-UA/5.9.2.7727', 'Poly', 'Trio 8500', '5.9.2.7727', ''],
  [
    'PolyEdge-Edge_E350-UA/8.3.1.0614_f04ea4691c59',
    'Poly',
    'Edge E350',
    '8.3.1.0614',
    'f04ea4691c59',
  ],
  ['Grandstream GXP2170 1.0.11.46', 'Grandstream', 'GXP2170', '1.0.11.46', ''],
  ['Grandstream GXP1625', 'Grandstream', 'GXP1625', '', ''],
  ['Grandstream HT802 1.0.17.5', 'Grandstream', 'HT802', '1.0.17.5', ''],
  ['Grandstream HT-503  V1.1B 1.0.10.9  chip V2.2', 'Grandstream', 'HT-503', '1.0.10.9', ''],
  ['Grandstream Wave 1.2.14', 'Grandstream', 'Wave', '1.2.14', ''],
  ['Grandstream GXV3175v2 0.0.1.31', 'Grandstream', 'GXV3175v2', '0.0.1.31', ''],
  ['Cisco-CP7821/10.3.1', 'Cisco', 'CP-7821', '10.3.1', ''],
  ['Cisco-CP8841/12.6.1', 'Cisco', 'CP-8841', '12.6.1', ''],
  ['Cisco-CP-8841-3PCC/11.0 (00562b043615)', 'Cisco', 'CP-8841-3PCC', '11.0', '00562b043615'],
  ['Cisco-CP7960G/8.0', 'Cisco', 'CP-7960G', '8.0', ''],
  ['Cisco/SPA525G2-7.6.1(ES_RC01)', 'Cisco', 'SPA525G2', '7.6.1', ''],
  ['Cisco/SPA303-7.5.6a', 'Cisco', 'SPA303', '7.5.6a', ''],
  ['Cisco ATA 186  v3.1.0 atasip (040211A)', 'Cisco', 'ATA 186', '3.1.0', ''],
  ['snomD785/10.1.84.12', 'Snom', 'D785', '10.1.84.12', ''],
  ['snom821/873_19_20130321', 'Snom', '821', '873_19_20130321', ''],
  ['snom370/8.7.5.48', 'Snom', '370', '8.7.5.48', ''],
  ['snomPA1/8.7.3.19', 'Snom', 'PA1', '8.7.3.19', ''],
  ['Fanvil X303 2.12.18.9 0c383e63963b', 'Fanvil', 'X303', '2.12.18.9', '0c383e63963b'],
  ['Fanvil i16SV 2.4.0', 'Fanvil', 'i16SV', '2.4.0', ''],
  ['Htek UC924E V3.0.4.5', 'Htek', 'UC924E', '3.0.4.5', ''],
  ['Mitel-6920-SIP/6.4.0.140', 'Mitel', '6920', '6.4.0.140', ''],
  ['Aastra 51i/2.5.1.41', 'Aastra', '51i', '2.5.1.41', ''],
  [
    'N510 IP PRO/42.245.00.000.000;7C2F804DF9A9',
    'Gigaset',
    'N510 IP PRO',
    '42.245.00.000.000',
    '7C2F804DF9A9',
  ],
  ['Gigaset N720 DM PRO/70.108.00.000.000', 'Gigaset', 'N720 DM PRO', '70.108.00.000.000', ''],
  ['OBIHAI/OBi202-3.2.2.5921', 'Obihai', 'OBi202', '3.2.2.5921', ''],
  ['Panasonic_KX-UT670/01.022 (0080f000000)', 'Panasonic', 'KX-UT670', '01.022', '0080f000000'],
  [
    'Avaya one-X Deskphone 7.1.15.1.3 b4475ea2e9a0',
    'Avaya',
    'one-X Deskphone',
    '7.1.15.1.3',
    'b4475ea2e9a0',
  ],
  ['Algo-8201/5.2', 'Algo', '8201', '5.2', ''],
  [
    'AVM FRITZ!Box Fon WLAN 7170 29.04.88 (Feb  9 2014)',
    'AVM',
    'FRITZ!Box Fon WLAN 7170',
    '29.04.88',
    '',
  ],
  ['Z 5.6.6 v2.10.20.5', 'Zoiper', '', '5.6.6', ''],
  ['Z 5.2.28 rv2.8.115', 'Zoiper', '', '5.2.28', ''],
  ['Zoiper v2.10.20.4_1', 'Zoiper', '', 'v2.10.20.4_1', ''],
  ['Zoiper rev.5415', 'Zoiper', '', 'rev.5415', ''],
  ['3CXPhone 6.0.26523.0', '3CX', '', '6.0.26523.0', ''],
  ['MicroSIP/3.21.5', 'MicroSIP', '', '3.21.5', ''],
  ['Bria 3 release 3.5.5 stamp 71243', 'CounterPath', 'Bria 3', '3.5.5', ''],
  ['Bria iOS release 3.9.5 stamp 38501.38502', 'CounterPath', 'Bria iOS', '3.9.5', ''],
  ['X-Lite release 5.7.1 stamp 100933', 'CounterPath', 'X-Lite', '5.7.1', ''],
  [
    'LinphoneAndroid/5.2.5 ([LG-F750K (567)]0) LinphoneSDK/5.3.47 (tags/5.3.47^0)',
    'Linphone',
    'Android',
    '5.2.5',
    '',
  ],
  ["LinphoneiOS/4.3.0 (Bob's iPhone) LinphoneSDK/4.4.0", 'Linphone', 'iOS', '4.3.0', ''],
  [
    'Linphone Desktop/4.2.5 (macOS 10.15, Qt 5.15.2) LinphoneCore/4.4.19',
    'Linphone',
    'Desktop',
    '4.2.5',
    '',
  ],
  ['Linphonec/5.1.65', 'Linphone', 'c', '5.1.65', ''],
  ['Telephone 1.6', 'Telephone', '', '1.6', ''],
  ['Jitsi2.10.5550Windows 10', 'Jitsi', '', '2.10.5550', ''],
  ['Sangoma Connect/1.0.1', 'Sangoma', 'Connect', '1.0.1', ''],
  ['Acrobits SIPIS', 'Acrobits', '', '', ''],
  ['baresip v1.0.0 (x86_64/linux)', 'baresip', '', '1.0.0', ''],
  ['JsSIP 3.10.0', 'JsSIP', '', '3.10.0', ''],
  ['Zulu', 'Zulu', '', '', ''],
  ['sipsak 0.9.8.1', 'sipsak', '', '0.9.8.1', ''],
  ['friendly-scanner', 'friendly-scanner', '', '', ''],
  ['n/a', '', '', '', ''],
  ['', '', '', '', ''],
] as const;

describe('parseAgent', () => {
  it.each(SEEN_IN_THE_FIELD)('takes "%s" apart', (raw, ...parts) => {
    const { vendor, model, version, mac } = parseAgent(raw);
    expect([vendor, model, version, mac]).toEqual(parts);
  });

  it('takes the first word as the vendor where no rule knows the form', () => {
    expect(parseAgent('  Contraption (prototype)')).toEqual({
      vendor: 'Contraption',
      model: '',
      version: '',
      mac: '',
    });
  });
});

describe('describeAgent', () => {
  it.each([
    ['Yealink SIP-T46S 66.86.0.15', 'Yealink SIP-T46S', '66.86.0.15'],
    ['Yealink SIP-T54W 96.86.0.70 805e0cabcdef', 'Yealink SIP-T54W', '96.86.0.70'],
    ['Yealink W60B 77.83.0.85', 'Yealink W60B', '77.83.0.85'],
    ['PolyEdge-Edge_E450-UA/8.2.3.0127', 'Poly Edge E450', '8.2.3.0127'],
    ['snomD785/10.1.184.15', 'snom D785', '10.1.184.15'],
    ['Grandstream GXP2170 1.0.11.64', 'Grandstream GXP2170', '1.0.11.64'],
    ['Zoiper rv2.10.20.4', 'Zoiper', 'rv2.10.20.4'],
    ['Linphone Desktop/5.2.6 (Debian, Qt 5.15.8) LinphoneCore/5.3.47', 'Linphone Desktop', '5.2.6'],
    ['Linphonec/5.1.65', 'Linphonec', '5.1.65'],
    ['3CXPhone 5.0.14439.0', '3CXPhone', '5.0.14439.0'],
    ['Cisco-CP8841/12.6.1', 'Cisco CP-8841', '12.6.1'],
    ['Bria iOS release 3.9.5 stamp 38501.38502', 'CounterPath Bria iOS', '3.9.5'],
    ['baresip v1.0.0 (x86_64/linux)', 'baresip', '1.0.0'],
  ])('reads "%s" as a person would say it', (raw, name, version) => {
    expect(describeAgent(raw)).toEqual({ name, version });
  });

  it('gives two phones of one model one name, whatever their version and spelling', () => {
    const names = [
      'Yealink SIP-T46S 66.84.0.15',
      'Yealink SIP T46S 66.86.0.15 805e0cabcdef',
      'Yealink T46S 66.85.0.5',
    ].map((raw) => describeAgent(raw).name);
    expect(new Set(names)).toEqual(new Set(['Yealink SIP-T46S']));
  });

  it('tells the PBX of 3CX from its telephone', () => {
    expect(describeAgent('3CXPhoneSystem 15.0.62929.0').name).toBe('3CX Phone System');
  });

  it('does not repeat the name that a person gave the device', () => {
    const raw = "LinphoneiOS/4.3.0 (Bob's iPhone) LinphoneSDK/4.4.0";
    expect(describeAgent(raw)).toEqual({ name: 'Linphone iOS', version: '4.3.0' });
  });

  it('keeps the text of an agent that no rule knows', () => {
    expect(describeAgent(' Acrobits SIPIS ')).toEqual({ name: 'Acrobits SIPIS', version: '' });
  });

  it.each(['', '  ', 'n/a'])('has no name for a device that sent no agent: "%s"', (raw) => {
    expect(describeAgent(raw)).toEqual({ name: '', version: '' });
  });

  it('stays within 255 characters, and never ends in half a character', () => {
    const { name } = describeAgent(`${'x'.repeat(254)}\u{1F4DE} and more`);
    expect(name).toBe('x'.repeat(254));
    expect(describeAgent(`Yealink T${'9'.repeat(300)}`).name).toHaveLength(255);
  });

  it.each([
    'constructor',
    '__proto__/1.0',
    'Yealink ',
    'Cisco/',
    '((((((',
    '\u0000\u0007 telephone',
    '<script>alert(1)</script>/1.0',
  ])('takes any text that a stranger writes: %j', (raw) => {
    expect(describeAgent(raw).name).not.toBe('');
  });
});
