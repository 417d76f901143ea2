-- The act that brought a draft where it stands: should its answer be lost with the process, the act comes again.
ALTER TABLE "Draft" ADD COLUMN "step" TEXT;
