import { OpenProject } from "./open-project";

type Props = { params: Promise<{ projectId: string }> };

export default async function OverviewNav({ params }: Props) {
  return <OpenProject projectId={(await params).projectId} />;
}
