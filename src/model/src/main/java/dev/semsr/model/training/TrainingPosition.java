package dev.semsr.model.training;

/**
 * How far a training has come.
 *
 * @param epoch epochs that are done
 * @param step steps that are done in the epoch after those
 * @param totalSteps steps that are done in all
 * @param lossSum sum of the losses of all examples of this epoch so far
 * @param lossExamples number of those examples
 * @param best validation metrics of the best epoch so far
 * @param bestEpoch that epoch, from 1; 0 if there is none yet
 */
record TrainingPosition(
        int epoch,
        int step,
        long totalSteps,
        double lossSum,
        long lossExamples,
        RankMetrics best,
        int bestEpoch) {

    static TrainingPosition start() {
        return new TrainingPosition(0, 0, 0, 0, 0, RankMetrics.none(), 0);
    }

    TrainingPosition afterStep(double loss, int examples) {
        return new TrainingPosition(
                epoch,
                step + 1,
                totalSteps + 1,
                lossSum + loss * examples,
                lossExamples + examples,
                best,
                bestEpoch);
    }

    TrainingPosition afterEpoch(RankMetrics validation, boolean better) {
        return new TrainingPosition(
                epoch + 1,
                0,
                totalSteps,
                0,
                0,
                better ? validation : best,
                better ? epoch + 1 : bestEpoch);
    }

    double meanLoss() {
        return lossExamples == 0 ? Double.NaN : lossSum / lossExamples;
    }
}
