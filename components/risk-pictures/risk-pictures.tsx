import { addressOf } from "@/components/risks/register-address";
import { readRegisterSearch } from "@/components/risks/register-search";
import { categoryWords } from "@/components/risks/risk-words";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import type { RiskMapView } from "@/lib/risk-pictures/schema/map";
import type { RiskPicturesView } from "@/lib/risk-pictures/schema/pictures";
import { AgeingPicture } from "./ageing-picture";
import { BurnDownPicture } from "./burn-down-picture";
import { type Pictures, pictureHref } from "./picture-address";
import { PictureFilters } from "./picture-filters";
import { type Share, SharePicture } from "./share-picture";
import { ThenAndNow } from "./then-and-now";
import { TreatingPicture } from "./treating-picture";

type RiskPicturesProps = {
  view: RiskPicturesView;
  map: RiskMapView;
  pictures: Pictures;
  /** Address of the register they are drawn from. */
  register: string;
  extent: "project" | "workspace";
  projects?: readonly { id: string; name: string }[];
  now: Date;
};

type SharesProps = Pick<RiskPicturesProps, "view" | "pictures" | "register" | "extent">;

/** The register narrowed to one share; what the pictures are narrowed to stays. */
function hrefOf({ register, pictures }: SharesProps, narrowed: Record<string, string>): string {
  const { category, project } = pictures.search;
  return addressOf(register, readRegisterSearch({ category, project, ...narrowed }));
}

function categoriesOf(props: SharesProps): Share[] {
  return props.view.categories.map(({ category, ...facts }) => ({
    ...facts,
    key: category,
    name: categoryWords[category],
    href: hrefOf(props, { category }),
  }));
}

function placesOf(props: SharesProps): Share[] {
  const part = props.extent === "project" ? "stage" : "project";
  return props.view.places.map(({ id, name, ...facts }) => ({
    ...facts,
    key: id ?? name,
    name,
    href: id === null ? undefined : hrefOf(props, { [part]: id }),
  }));
}

function Nothing({ pictures, register }: Pick<RiskPicturesProps, "pictures" | "register">) {
  const { category, project } = pictures.search;
  const isNarrowed = category !== undefined || project !== undefined;
  return (
    <Panel>
      <EmptyState
        title={isNarrowed ? "No risk of this kind was ever raised" : "No risk has been raised yet"}
        action={
          isNarrowed ? (
            <ButtonLink href={pictureHref(pictures, { category: undefined, project: undefined })}>
              Clear filters
            </ButtonLink>
          ) : (
            <ButtonLink href={register} variant="primary">
              Open the register
            </ButtonLink>
          )
        }
      >
        From the first risk on, this page shows how many are open and what they add up to week by
        week, where the score lies, how old open risks are, how long treating takes, and the heat
        map of any day beside the one of now.
      </EmptyState>
    </Panel>
  );
}

/** Two columns that stay about as long as each other: a workspace has more projects than a project stages. */
function Shares(props: SharesProps) {
  const { view, extent } = props;
  const isProject = extent === "project";
  const treating = <TreatingPicture view={view} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 print:block">
      <div className="grid min-w-0 gap-4 print:block">
        <SharePicture title="Exposure by category" part="Category" shares={categoriesOf(props)} />
        <AgeingPicture view={view} />
        {!isProject && treating}
      </div>
      <div className="grid min-w-0 gap-4 print:block">
        <SharePicture
          title={isProject ? "Exposure by stage" : "Exposure by project"}
          part={isProject ? "Stage" : "Project"}
          shares={placesOf(props)}
        />
        {isProject && treating}
      </div>
    </div>
  );
}

/** Every picture of a register, each with its finding and its table. */
export function RiskPictures(props: RiskPicturesProps) {
  const { view, map, pictures, register, extent, projects = [], now } = props;
  const isEmpty = map.firstOn === null;
  return (
    <div className="wm-columns" data-aside="none" data-extent="bounded">
      <div className="wm-column">
        <div className="max-sm:px-4">
          <PictureFilters pictures={pictures} projects={projects} />
        </div>
        {isEmpty ? (
          <Nothing pictures={pictures} register={register} />
        ) : (
          <>
            <BurnDownPicture view={view} now={now} />
            <ThenAndNow
              view={map}
              pictures={pictures}
              register={register}
              extent={extent}
              now={now}
            />
            <Shares {...props} />
          </>
        )}
      </div>
    </div>
  );
}
