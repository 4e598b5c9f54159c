import type { TimeView } from '../condition/time-text.ts';
import { LampField } from './lamp-field.tsx';
import { TileField } from './tile-field.tsx';
import type { WallContent } from './wall-content.ts';
import type { WallField } from './wall-field.ts';
import { numberEm } from './wall-fit.ts';
import type { WallPlan } from './wall-plan.ts';

type PlanPageProps = {
  plan: WallPlan;
  page: number;
  content: WallContent;
  field: WallField;
  hasLabels: boolean;
  view: TimeView;
};

/** One page of the wall: tiles, or lamps under the tiles of the problems. */
export function PlanPage({ plan, page, content, field, hasLabels, view }: PlanPageProps) {
  const text = {
    unitPx: field.unitPx,
    numberEm: numberEm(content.numberLength),
    prefixLength: content.prefixLength,
  };
  if (plan.kind === 'tiles') {
    const shown = plan.pages[page] ?? plan.pages[0];
    return (
      shown && <TileField {...shown} {...{ hasLabels, text, view }} problems={content.problems} />
    );
  }
  const { band, map } = plan;
  return (
    <>
      <TileField
        {...{ text, view }}
        fit={band.fit}
        problems={band.shown}
        unnamed={band.unnamed}
        groups={[]}
        hasLabels={false}
      />
      <div className="absolute inset-x-0" style={{ top: band.heightPx }}>
        <LampField stacks={map.pages[page] ?? []} sizes={map.sizes} unitPx={field.unitPx} />
      </div>
    </>
  );
}
