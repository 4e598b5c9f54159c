import type { ReactNode } from 'react';

type WallBannerPlateProps = {
  /** What is missing, told as an alert. */
  title: ReactNode;
  /** Why; of any length. */
  cause: ReactNode;
  /** How many characters the two have, so that both are as large as there is room for. */
  lengths: { title: number; cause: number };
  /** What that means, and what happens next. */
  rest: ReactNode;
};

/** The place has 208 units in height, and beside the figure and the clock as few as 600 in width. */
const LOOKS = [
  {
    most: { title: 22, cause: 60 },
    plate: 'py-[1.2rem]',
    title: 'text-[4.8rem] leading-[5.6rem]',
    text: 'text-[2.6rem] leading-[3.4rem]',
  },
  {
    most: { title: 50, cause: 120 },
    plate: 'py-[0.8rem]',
    title: 'text-[3.6rem] leading-[4.4rem] font-stretch-84% upright:font-stretch-100%',
    text: 'text-[2.2rem] leading-[2.8rem]',
  },
] as const;
const LONGEST = {
  plate: 'py-[0.6rem]',
  title: 'text-[3.6rem] leading-[4.2rem] font-stretch-84% upright:font-stretch-100%',
  text: 'text-[2rem] leading-[2.5rem]',
} as const;

/** The brightest thing in the room, in the place of the wall's cause. */
export function WallBannerPlate({ title, cause, lengths, rest }: WallBannerPlateProps) {
  const look =
    LOOKS.find(({ most }) => lengths.title <= most.title && lengths.cause <= most.cause) ?? LONGEST;
  return (
    <div className={`rounded-[0.3rem] bg-banner px-[2.8rem] text-on-banner ${look.plate}`}>
      <p role="alert" className={`font-[700] tracking-[-0.015em] ${look.title}`}>
        {title}
      </p>
      {/* What other programs say has no end; nobody reads more of it from afar. */}
      <p className={`line-clamp-4 font-medium wrap-anywhere ${look.text}`}>{cause}</p>
      <p className={`font-medium ${look.text}`}>{rest}</p>
    </div>
  );
}
