#pragma once

#include "core/experiment/run_origin.h"
#include "core/experiment/run_record.h"
#include "core/files/event_file.h"
#include "core/models/transformer/transformer_weights.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// A run of another program, as its files tell it.
struct ForeignRun
{
    std::string name;
    RunRecord record; ///< of no dataset; epochs of the log, the sizes of the weights in the options
    RunOrigin origin;
    std::string endedAt;              ///< ISO 8601, UTC: when the log was last written; empty: there is no log
    std::vector<std::string> series;  ///< "loss/train, steps 0 to 999, 7.4105 to 5.3398", one a tag
    std::vector<std::string> remarks; ///< what people should know of what was read
};

/// Reads a training log of TensorBoard (an event file, or the folder of a run with its event files), the weights of a
/// next-item transformer (.pth, .pt, .safetensors), or both of one run. A folder with one file of weights has both.
///
/// name: empty: that of the folder or file. heads: 0: as the file says, or its name where that ends with the sizes of
/// the very tensors, as published (..._32_32_4_4: dimension, user dimension, layers, heads).
///
/// Throws: BadInput naming the file for what cannot be read, a log without a loss, or two of a kind; HeadsUnknown.
ForeignRun readForeignRun(std::span<const std::filesystem::path> paths, const std::string& name = {}, int heads = 0);

/// Whether a file is called as one of those is, or a folder holds an event file.
bool isRunOfAnotherProgram(const std::filesystem::path& path);

/// The epochs of a log: a point of its validation loss each, with the mean training loss since the one before; without
/// a validation loss a point of the training loss each. Numbered by step, from 1 where the first step is 0; by place
/// where steps are no epochs. Other tags become figures where they are called as a metric ("valid/ndcg@10").
/// Throws: BadInput when there is no loss, or more than 100,000 epochs.
std::vector<EpochFinished> epochsOf(const ScalarLog& log, const std::string& file);

} // namespace tastescope
