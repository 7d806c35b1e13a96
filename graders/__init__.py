"""The graders: what students must not see. No student kernel can read this folder."""
