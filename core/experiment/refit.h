#pragma once

#include "core/experiment/run_config.h"
#include "core/training/learned.h"

namespace tastescope {

class Dataset;

/// Trains again from the start on train + validation, with the settings of the run and the number of epochs it found,
/// at the learning rates of the whole schedule: the model that is best to serve, and the one published leave-one-out
/// figures are of. Nothing is validated, so its last epoch is what is kept.
///
/// epochs: of the best epoch; 0: the model does not learn in epochs. Reports stages and progress, no epochs: those are
/// the run's own.
/// Throws: Error when nothing is held out for validation, or training does; Cancelled.
/// Cost:   a training of so many epochs, and a copy of the dataset.
Learned trainOnTrainAndValidation(const RunConfig& config, const Dataset& dataset, int epochs, const JobContext& job);

} // namespace tastescope
