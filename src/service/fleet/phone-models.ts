/** How one model of telephone behaves, as its makers ship it or as providers set it up. */
export type PhoneModel = {
  /** The SIP User-Agent that it sends. */
  agent: string;
  transport: 'udp' | 'tcp';
  /** The lifetime that it asks for. */
  expiresSeconds: number;
  /** Which share of the lifetime passes before it refreshes: 0.5 to 0.9. */
  refreshAt: number;
  /**
   * Whether it sends a +sip.instance (RFC 5626 4.1). One that does not is known by its Contact, which is another one
   * after each start: it registers for short times, so that the old one is soon forgotten.
   */
  hasInstance: boolean;
};

/** The model that a whole department of the first organization has, and that drops together. */
export const DEPARTMENT_PHONE: PhoneModel = {
  agent: 'Yealink SIP-T46S 66.86.0.15',
  transport: 'udp',
  expiresSeconds: 90,
  refreshAt: 0.5,
  hasInstance: true,
};

export const DESK_PHONES: readonly PhoneModel[] = [
  DEPARTMENT_PHONE,
  {
    agent: 'Yealink SIP-T46S 66.84.0.15',
    transport: 'udp',
    expiresSeconds: 300,
    refreshAt: 0.5,
    hasInstance: true,
  },
  {
    agent: 'Yealink SIP-T54W 96.86.0.70',
    transport: 'udp',
    expiresSeconds: 1800,
    refreshAt: 0.55,
    hasInstance: true,
  },
  {
    agent: 'PolyEdge-Edge_E450-UA/8.2.3.0127',
    transport: 'tcp',
    expiresSeconds: 300,
    refreshAt: 0.8,
    hasInstance: true,
  },
  {
    agent: 'Grandstream GXP2170 1.0.11.64',
    transport: 'udp',
    expiresSeconds: 120,
    refreshAt: 0.65,
    hasInstance: true,
  },
  {
    agent: 'snomD785/10.1.184.15',
    transport: 'tcp',
    expiresSeconds: 600,
    refreshAt: 0.75,
    hasInstance: true,
  },
  {
    agent: 'Cisco-CP-8841-3PCC/12.0.5',
    transport: 'udp',
    expiresSeconds: 3600,
    refreshAt: 0.88,
    hasInstance: true,
  },
  {
    agent: 'Mitel-6920-SIP/6.4.0.140',
    transport: 'udp',
    expiresSeconds: 180,
    refreshAt: 0.7,
    hasInstance: false,
  },
];

export const SOFTPHONES: readonly PhoneModel[] = [
  {
    agent: 'Zoiper rv2.10.20.4',
    transport: 'udp',
    expiresSeconds: 60,
    refreshAt: 0.75,
    hasInstance: false,
  },
  {
    agent: 'Linphone Desktop/5.2.6 (Windows 11, Qt 5.15.2) LinphoneCore/5.3.72',
    transport: 'tcp',
    expiresSeconds: 600,
    refreshAt: 0.8,
    hasInstance: true,
  },
  {
    agent: '3CXPhone 5.0.14439.0',
    transport: 'udp',
    expiresSeconds: 120,
    refreshAt: 0.6,
    hasInstance: false,
  },
  {
    agent: 'MicroSIP/3.21.5',
    transport: 'udp',
    expiresSeconds: 300,
    refreshAt: 0.85,
    hasInstance: true,
  },
  {
    agent: 'Bria iOS release 6.6.0 stamp 111920',
    transport: 'tcp',
    expiresSeconds: 600,
    refreshAt: 0.7,
    hasInstance: true,
  },
];

export const CONFERENCE_PHONE: PhoneModel = {
  agent: 'PolycomRealPresenceTrio-Trio_8500-UA/5.9.2.7727',
  transport: 'tcp',
  expiresSeconds: 3600,
  refreshAt: 0.8,
  hasInstance: true,
};
export const DOOR_PHONE: PhoneModel = {
  agent: 'Fanvil i16SV 2.4.0',
  transport: 'udp',
  expiresSeconds: 60,
  refreshAt: 0.85,
  hasInstance: true,
};
export const CORDLESS_BASE: PhoneModel = {
  agent: 'Yealink W60B 77.83.0.85',
  transport: 'udp',
  expiresSeconds: 600,
  refreshAt: 0.5,
  hasInstance: true,
};
export const FAX_ADAPTER: PhoneModel = {
  agent: 'Grandstream HT802 1.0.17.5',
  transport: 'udp',
  expiresSeconds: 180,
  refreshAt: 0.65,
  hasInstance: false,
};
