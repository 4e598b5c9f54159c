import type { SourceOutage } from '../api/source-outage.ts';
import { useNow } from '../clock/ticker.ts';
import { Happened } from '../condition/happened.tsx';
import { formatSpan } from '../condition/time-text.ts';
import { SOURCE_FAULTS } from './failure-words.ts';
import { WallBannerPlate } from './wall-banner-plate.tsx';

/** The stale banner of a board whose service is well and does not hear from its source. */
export function SourceBanner({ outage }: { outage: SourceOutage }) {
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 bg-banner px-page py-2 text-on-banner">
      <p role="alert" className="text-20 font-semibold">
        {SOURCE_FAULTS[outage.reason ?? 'other']}
      </p>
      <p className="wrap-anywhere">
        {outage.error} Values below are the last known. <LastHeard outage={outage} /> The service
        goes on asking it.
      </p>
    </div>
  );
}

/** The same as a wall has it, in the place of the cause. */
export function WallSourceBanner({ outage }: { outage: SourceOutage }) {
  const title = SOURCE_FAULTS[outage.reason ?? 'other'];
  const { error } = outage;
  return (
    <WallBannerPlate
      title={title}
      cause={error}
      lengths={{ title: title.length, cause: error?.length ?? 0 }}
      rest={
        <>
          Values below are the last known. <LastHeard outage={outage} /> The service goes on asking
          it.
        </>
      }
    />
  );
}

/** "Last heard from at 14:20:00, 3:12 ago." The part that runs is for the eye. */
function LastHeard({ outage }: { outage: SourceOutage }) {
  const { fromMs, hasAnswered } = outage;
  const agoMs = Math.max(useNow() - fromMs, 0);
  if (!hasAnswered) return <>It has not answered yet.</>;
  return (
    <>
      Last heard from at <Happened atMs={fromMs} />
      <span aria-hidden="true">, {formatSpan(agoMs)} ago</span>.
    </>
  );
}
